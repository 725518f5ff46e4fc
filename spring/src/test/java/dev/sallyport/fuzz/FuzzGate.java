package dev.sallyport.fuzz;

import dev.sallyport.Accounts;
import dev.sallyport.Decision;
import dev.sallyport.Keys;
import dev.sallyport.Sallyport;
import dev.sallyport.SignIn;
import dev.sallyport.User;
import dev.sallyport.config.SallyportConfig;
import dev.sallyport.key.HmacKey;
import dev.sallyport.session.InMemorySessionStore;
import dev.sallyport.session.Transport;
import dev.sallyport.web.Request;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A gate in memory at which one program is signed in; its time stands still. */
public final class FuzzGate {

    private static final User ALICE = new User("alice", "alice", "alice@example.com", Set.of("user"));
    private static final Clock STILL = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    private final Sallyport sallyport;
    private final String accessToken;

    public FuzzGate() {
        SallyportConfig config = SallyportConfig.builder()
                .transports(List.of(Transport.values()))
                .diagnostics(true)
                .build();
        sallyport = Sallyport.builder(config, Keys.of(HmacKey.random()), new InMemorySessionStore(), accounts(), STILL)
                .build();
        Request login = new Request("POST", "/auth/login", "https://app.example.com", "192.0.2.7", name -> List.of());
        Object body = sallyport
                .signIn(login, () -> SignIn.withPassword(Optional.of("header"), () -> Optional.of(ALICE)))
                .body();
        accessToken = (String) ((Map<?, ?>) body).get("accessToken");
    }

    public Sallyport sallyport() {
        return sallyport;
    }

    String accessToken() {
        return accessToken;
    }

    boolean admits(Request request) {
        return sallyport.admit(request) instanceof Decision.Admitted;
    }

    public static Accounts accounts() {
        return new Accounts() {
            @Override
            public Optional<User> authenticate(String username, String password) {
                // As a hash does, and some databases with a name.
                for (String text : List.of(username, password)) {
                    if (text.indexOf('\0') >= 0
                            || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
                        throw new IllegalArgumentException("no text");
                    }
                }
                return Optional.empty();
            }

            @Override
            public Optional<User> find(String userId) {
                return Optional.of(ALICE).filter(alice -> alice.id().equals(userId));
            }
        };
    }
}
