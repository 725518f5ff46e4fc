package dev.sallyport.spring.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.config.SallyportConfig;
import dev.sallyport.fuzz.FuzzGate;
import dev.sallyport.key.HmacKey;
import dev.sallyport.session.InMemoryFailureStore;
import dev.sallyport.spring.limit.PasswordThrottle;
import dev.sallyport.spring.limit.ProviderThrottle;
import dev.sallyport.spring.limit.SignInQueue;
import dev.sallyport.spring.observation.EndpointObservations;
import dev.sallyport.spring.observation.GateCounts;
import dev.sallyport.web.Request;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import org.springframework.mock.web.MockHttpServletRequest;

/** Whatever a body holds, each endpoint that reads one gives an answer of the contract and none of 500. */
public final class JsonBodyFuzz {

    static final List<String> SEEDS = List.of(
            "{\"username\":\"demo\",\"password\":\"x\",\"transport\":\"header\"}",
            "{\"refreshToken\":\"AAAAAAAAAAAAAAAAAAAAAA.AAAA\"}",
            "{\"token\":\"a.b.c\"}",
            "{\"username\":[[[[]]]],\"password\":{\"a\":1e999}}",
            "{\"username\":\"\\ud800\",\"password\":null}",
            "{\"username\":\"a\",\"password\":\"\\ud800\",\"transport\":\"header\"}",
            "{\"username\":\"\\u0000\",\"password\":\"x\",\"transport\":\"header\"}",
            "{\"a\":1,\"a\":2}",
            "[]",
            "\ufeff{}",
            "");

    private static final FuzzGate GATE = new FuzzGate();
    private static final AuthEndpoints ENDPOINTS = new AuthEndpoints(
            GATE.sallyport(),
            new SignInQueue(FuzzGate.accounts(), 1, 2, SignInQueue.PATIENCE),
            new PasswordThrottle(new InMemoryFailureStore(), HmacKey.random(), FuzzGate.accounts(), Clock.systemUTC()),
            new ProviderThrottle(Clock.systemUTC()),
            new EndpointObservations(ObservationRegistry.NOOP, new GateCounts()),
            SallyportConfig.defaults(true));

    private JsonBodyFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        for (String path : List.of("/auth/login", "/auth/refresh", "/auth/verify")) {
            MockHttpServletRequest servlet = new MockHttpServletRequest("POST", path);
            servlet.setContent(input);
            Request request = new Request("POST", path, "https://app.example.com", "192.0.2.7", name -> switch (name) {
                case "Content-Type" -> List.of("application/json");
                case "Content-Length" -> List.of(Integer.toString(input.length));
                default -> Collections.emptyList();
            });
            assertThat(ENDPOINTS.answer(request, servlet).status()).isLessThan(500);
        }
    }
}
