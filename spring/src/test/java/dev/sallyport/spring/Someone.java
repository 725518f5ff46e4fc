package dev.sallyport.spring;

import dev.sallyport.Caller;
import dev.sallyport.Keys;
import dev.sallyport.Sallyport;
import dev.sallyport.SignIn;
import dev.sallyport.config.SallyportConfig;
import dev.sallyport.key.HmacKey;
import dev.sallyport.session.InMemorySessionStore;
import dev.sallyport.session.Transport;
import dev.sallyport.web.Request;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Signs alice in at a gate without HTTP: there is no other way to a caller, for tests neither. */
public final class Someone {

    private final Sallyport gate;

    public Someone() {
        SallyportConfig config = SallyportConfig.builder()
                .transports(List.of(Transport.HEADER))
                .headerPrefixes(List.of("Bearer"))
                .build();
        this.gate = Sallyport.builder(
                        config,
                        Keys.of(HmacKey.random()),
                        new InMemorySessionStore(),
                        new HostileApplication.OnlyAlice(),
                        Clock.systemUTC())
                .build();
    }

    public Sallyport gate() {
        return gate;
    }

    public Caller signsIn() {
        var answer = gate.signIn(
                request("POST", Map.of("Content-Type", List.of("application/json"), "Content-Length", List.of("2"))),
                () -> SignIn.withPassword(Optional.of("header"), () -> new HostileApplication.OnlyAlice().find("1")));
        Object token = ((Map<?, ?>) answer.body()).get("accessToken");
        return gate.admit(request("GET", Map.of("Authorization", List.of("Bearer " + token))))
                .callerOrThrow();
    }

    private static Request request(String method, Map<String, List<String>> headers) {
        return new Request(
                method, "/", "https://app.example.com", "192.0.2.1", name -> headers.getOrDefault(name, List.of()));
    }
}
