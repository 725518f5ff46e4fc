package dev.sallyport.bench;

import dev.sallyport.Accounts;
import dev.sallyport.BackgroundWork;
import dev.sallyport.Keys;
import dev.sallyport.Sallyport;
import dev.sallyport.User;
import dev.sallyport.config.SallyportConfig;
import dev.sallyport.config.SallyportConfigBuilder;
import dev.sallyport.key.Algorithm;
import dev.sallyport.key.HmacKey;
import dev.sallyport.key.KeySource;
import dev.sallyport.key.SigningKey;
import dev.sallyport.session.InMemorySessionStore;
import dev.sallyport.session.SessionStore;
import dev.sallyport.session.Transport;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A gate without a framework, which hears what ends as it would in a server, and nobody signed in yet. */
final class GateState implements AutoCloseable {

    static final User ANN = new User("ann", "ann", "ann@example.com", Set.of("user", "editor"));
    static final User BOB = new User("bob", "bob", "bob@example.com", Set.of("user"));

    private final Sallyport sallyport;
    private final BackgroundWork work;

    private GateState(Sallyport sallyport) {
        this.sallyport = sallyport;
        this.work = sallyport.start();
    }

    /** A gate whose access tokens are signed this way. */
    static GateState of(Algorithm algorithm) {
        return of(algorithm, config());
    }

    static GateState of(Algorithm algorithm, SallyportConfigBuilder config) {
        return of(SigningKey.generate(algorithm), config, new InMemorySessionStore());
    }

    static GateState of(SigningKey key, SallyportConfigBuilder config, SessionStore store) {
        Keys keys = new Keys(HmacKey.random(), KeySource.of(key));
        Sallyport sallyport = Sallyport.builder(config.build(), keys, store, new TwoAccounts(), Clock.systemUTC())
                .build();
        return new GateState(sallyport);
    }

    /** The defaults, but for tokens that outlive the longest run, and for the header. */
    static SallyportConfigBuilder config() {
        return SallyportConfig.builder()
                .accessTokenLifetime(Duration.ofHours(12))
                .transports(List.of(Transport.COOKIE, Transport.HEADER));
    }

    Sallyport sallyport() {
        return sallyport;
    }

    @Override
    public void close() {
        work.close();
    }

    private static final class TwoAccounts implements Accounts {

        @Override
        public Optional<User> authenticate(String username, String password) {
            return find(username);
        }

        @Override
        public Optional<User> find(String userId) {
            return List.of(ANN, BOB).stream()
                    .filter(user -> user.id().equals(userId))
                    .findFirst();
        }
    }
}
