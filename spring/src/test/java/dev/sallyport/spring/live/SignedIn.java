package dev.sallyport.spring.live;

import dev.sallyport.Accounts;
import dev.sallyport.Caller;
import dev.sallyport.Decision;
import dev.sallyport.Keys;
import dev.sallyport.Sallyport;
import dev.sallyport.SignIn;
import dev.sallyport.config.SallyportConfig;
import dev.sallyport.key.HmacKey;
import dev.sallyport.session.SessionStore;
import dev.sallyport.session.Transport;
import dev.sallyport.web.Request;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A gate without HTTP in front of it, and callers that it has proved. */
final class SignedIn {

    private static final String ORIGIN = "http://127.0.0.1";

    private SignedIn() {}

    static Sallyport gate(SessionStore sessions, Accounts accounts, Clock clock) {
        SallyportConfig config = SallyportConfig.builder()
                .secureCookies(false)
                .transports(List.of(Transport.HEADER))
                .build();
        return Sallyport.builder(config, Keys.of(HmacKey.random()), sessions, accounts, clock)
                .build();
    }

    /** Somebody who has just signed in. */
    static Caller caller(Sallyport gate, Accounts accounts, String name) {
        return decision(gate, accounts, name).callerOrThrow();
    }

    /** What the gate makes of a request of somebody who has just signed in. */
    static Decision decision(Sallyport gate, Accounts accounts, String name) {
        Map<?, ?> answer = (Map<?, ?>) gate.signIn(
                        request("POST", Map.of("Content-Type", "application/json")),
                        () -> SignIn.withPassword(Optional.of("header"), () -> accounts.authenticate(name, "secret")))
                .body();
        String token = (String) answer.get("accessToken");
        return gate.admit(request("GET", Map.of("Authorization", "Bearer " + token)));
    }

    private static Request request(String method, Map<String, String> headers) {
        return new Request(
                method,
                "/",
                ORIGIN,
                "127.0.0.1",
                name -> headers.containsKey(name) ? List.of(headers.get(name)) : List.of());
    }
}
