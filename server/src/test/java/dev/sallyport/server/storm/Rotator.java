package dev.sallyport.server.storm;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.sallyport.Accounts;
import dev.sallyport.Keys;
import dev.sallyport.Sallyport;
import dev.sallyport.SignIn;
import dev.sallyport.User;
import dev.sallyport.config.SallyportConfig;
import dev.sallyport.key.HmacKey;
import dev.sallyport.session.RevocationSource;
import dev.sallyport.session.SessionStore;
import dev.sallyport.session.StoreUnavailableException;
import dev.sallyport.session.Transport;
import dev.sallyport.session.jdbc.JdbcSessionStore;
import dev.sallyport.web.Reply;
import dev.sallyport.web.Request;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The real gate over a real database and nothing else, so that a process of it starts fast enough to be killed often. */
final class Rotator {

    static final Duration GRACE = Duration.ofSeconds(300);

    private static final User USER = new User("u", "demo", null, Set.of("user"));
    private static final Request REQUEST =
            new Request("POST", "/auth/refresh", "http://127.0.0.1", "127.0.0.1", name -> List.of());

    private final Sallyport forgiving;
    private final Sallyport strict;

    /** Waits until the database can be reached. */
    Rotator(String url, String key) {
        JdbcSessionStore store = new JdbcSessionStore(new HikariDataSource(pool(url)));
        Keys keys = Keys.of(HmacKey.of(HexFormat.of().parseHex(key)));
        this.forgiving = gate(GRACE, keys, store);
        this.strict = gate(Duration.ZERO, keys, store);
    }

    private record OnePerson() implements Accounts {

        @Override
        public Optional<User> authenticate(String username, String password) {
            return Optional.of(USER);
        }

        @Override
        public Optional<User> find(String userId) {
            return Optional.of(USER);
        }
    }

    /** Opens a session; its refresh token. */
    String open() {
        while (true) {
            Reply reply = forgiving.signIn(
                    REQUEST, () -> SignIn.withPassword(Optional.of("header"), () -> Optional.of(USER)));
            if (reply.status() == 200) {
                return member(reply, "refreshToken");
            }
        }
    }

    /** The successor, or the code of the refusal; as often as the store is away, again. */
    String refresh(String token) {
        return outcome(forgiving, token);
    }

    /** The same at a gate without any grace. */
    String refreshStrictly(String token) {
        return outcome(strict, token);
    }

    private static String outcome(Sallyport gate, String token) {
        while (true) {
            Reply reply = gate.refresh(REQUEST, () -> Optional.of(token));
            if (reply.status() != 503) {
                return member(reply, reply.status() == 200 ? "refreshToken" : "code");
            }
        }
    }

    private static String member(Reply reply, String name) {
        return (String) ((Map<?, ?>) reply.body()).get(name);
    }

    private static HikariConfig pool(String url) {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(url);
        pool.setInitializationFailTimeout(-1);
        pool.setConnectionTimeout(1_000);
        if (url.startsWith("jdbc:sqlite:")) {
            pool.setMaximumPoolSize(1);
        } else {
            pool.setMaximumPoolSize(6);
            // Left to ask the first connection for it, a pool whose first connection dies just then never makes
            // another.
            pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        }
        return pool;
    }

    private static Sallyport gate(Duration grace, Keys keys, JdbcSessionStore store) {
        SallyportConfig config = SallyportConfig.builder()
                .secureCookies(false)
                .transports(List.of(Transport.HEADER))
                .headerPrefixes(List.of("Bearer"))
                .refreshTokenLifetime(Duration.ofDays(7))
                .refreshTokenGrace(grace)
                .build();
        while (true) {
            try {
                Sallyport gate = Sallyport.builder(config, keys, store, new OnePerson(), Clock.systemUTC())
                        .build();
                Thread follower = new Thread(() -> follow(gate, store));
                follower.setDaemon(true);
                follower.start();
                return gate;
            } catch (StoreUnavailableException notYet) {
                Thread.onSpinWait();
            }
        }
    }

    /** As every node does, since that is how it notices that the store was away. */
    private static void follow(Sallyport gate, SessionStore store) {
        try (RevocationSource source = store.revocations()) {
            while (true) {
                gate.pollRevocations(source);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
