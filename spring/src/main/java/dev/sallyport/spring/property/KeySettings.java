package dev.sallyport.spring.property;

import dev.sallyport.config.InvalidConfigException;
import dev.sallyport.config.InvalidConfigException.InvalidProperty;
import dev.sallyport.key.Algorithm;
import dev.sallyport.key.EncryptionKey;
import dev.sallyport.key.GeneratedKeys;
import dev.sallyport.key.InMemoryKeyTable;
import dev.sallyport.key.KeyFile;
import dev.sallyport.key.KeyFormat;
import dev.sallyport.key.KeySchedule;
import dev.sallyport.key.KeySource;
import dev.sallyport.key.KeyTable;
import dev.sallyport.key.UnusableKeysException;
import dev.sallyport.token.AccessTokens;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The properties of the keys, made into what {@code core} takes, with every refusal under the name of its property. */
public final class KeySettings {

    private static final String ALGORITHM = "sallyport.access-token.algorithm";
    private static final String LOCATION = "sallyport.keys.location";
    private static final String ENCRYPTION_KEY = "sallyport.keys.encryption-key";
    private static final String ENCRYPTION_KEY_FILE = "sallyport.keys.encryption-key-file";
    private static final Duration SHORTEST_ROTATION = Duration.ofHours(1);
    private static final Duration LONGEST_ROTATION = Duration.ofDays(3660);
    private static final String SECRET = "(a secret)";

    private final SallyportProperties properties;
    private final Clock clock;

    /** What {@code properties} say of keys, which are loaded when somebody asks for them. */
    public KeySettings(SallyportProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /** What can be told without looking at any key. */
    static List<InvalidProperty> problems(SallyportProperties properties) {
        List<InvalidProperty> problems = new ArrayList<>();
        SallyportProperties.Keys keys = properties.keys();
        String algorithm = properties.accessToken().algorithm();
        if (Algorithm.named(algorithm).isEmpty()) {
            problems.add(new InvalidProperty(ALGORITHM, algorithm, "must be HS256, RS256, ES256 or Ed25519"));
        }
        Duration rotation = keys.rotation();
        if (rotation.compareTo(SHORTEST_ROTATION) < 0 || rotation.compareTo(LONGEST_ROTATION) > 0) {
            problems.add(InvalidProperty.with(
                    "sallyport.keys.rotation", rotation, "must be between 1h and ten years, such as 30d"));
        }
        boolean fromFile = keys.source() != SallyportProperties.Keys.Source.GENERATED;
        if (fromFile && keys.location() == null) {
            problems.add(new InvalidProperty(
                    LOCATION,
                    "",
                    "must name the file of keys for sallyport.keys.source=" + keys.source() + ", such as ./keys.pem"));
        }
        if (!fromFile && keys.location() != null) {
            problems.add(new InvalidProperty(
                    LOCATION,
                    keys.location(),
                    "is not read: set sallyport.keys.source=pem or jwk-set, or leave it out"));
        }
        return problems;
    }

    /**
     * The keys that sign access tokens, loaded once to be sure that they can be.
     *
     * @param table where generated ones are kept
     * @throws InvalidConfigException if the keys cannot be used
     */
    public KeySource signing(Supplier<KeyTable> table) {
        List<InvalidProperty> problems = problems(properties);
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return switch (properties.keys().source()) {
            case GENERATED -> stored(() -> GeneratedKeys.open(table.get(), schedule(), clock.instant()));
            case PEM -> file(KeyFormat.PEM);
            case JWK_SET -> file(KeyFormat.JWK_SET);
        };
    }

    /** As {@link #signing}, but with {@code derived} instead of generated keys, which have no table to be kept in. */
    public KeySource derived(KeySource derived) {
        if (properties.keys().source() != SallyportProperties.Keys.Source.GENERATED) {
            return signing(InMemoryKeyTable::new);
        }
        if (algorithm() != Algorithm.HS256) {
            throw new InvalidConfigException(List.of(new InvalidProperty(
                    ALGORITHM,
                    algorithm().text(),
                    "such keys are kept in a database, and there is none: configure a DataSource, set"
                            + " sallyport.keys.source=pem or jwk-set, or define a bean of type"
                            + " dev.sallyport.key.KeySource")));
        }
        return derived;
    }

    /** What stored keys are encrypted with, if anything. */
    public Optional<EncryptionKey> encryption() {
        Optional<EncryptionKey> given = Optional.ofNullable(properties.keys().encryptionKey())
                .map(key -> explained(ENCRYPTION_KEY, SECRET, () -> EncryptionKey.of(key)));
        return given.isPresent()
                ? given
                : Optional.ofNullable(properties.keys().encryptionKeyFile())
                        .map(file -> explained(
                                ENCRYPTION_KEY_FILE, file, () -> EncryptionKey.of(KeyFiles.readOrMake(file))));
    }

    /** Reads stored keys; they may have been encrypted with another key than the one configured. */
    public <T> T stored(Supplier<T> reading) {
        String file = properties.keys().encryptionKeyFile();
        return properties.keys().encryptionKey() == null && file != null
                ? explained(ENCRYPTION_KEY_FILE, file, reading)
                : explained(ENCRYPTION_KEY, properties.keys().encryptionKey() == null ? "" : SECRET, reading);
    }

    private KeySource file(KeyFormat format) {
        String location = String.valueOf(properties.keys().location());
        return explained(LOCATION, location, () -> new KeyFile(KeyFiles.content(location), format, algorithm()));
    }

    private KeySchedule schedule() {
        SallyportProperties.AccessToken access = properties.accessToken();
        Duration tokenLife = new AccessTokens.Settings(
                        access.issuer(), access.audience(), access.lifetime(), access.leeway())
                .longestLife();
        return new KeySchedule(algorithm(), properties.keys().rotation(), tokenLife);
    }

    Algorithm algorithm() {
        return Algorithm.named(properties.accessToken().algorithm()).orElseThrow();
    }

    /** The keys do not know the property that says which of them is to sign. */
    private static List<String> reasons(UnusableKeysException wrong) {
        return wrong.usable()
                .map(found -> wrong.reasons().stream()
                        .map(reason -> reason.replace("sign with ", "set " + ALGORITHM + "="))
                        .toList())
                .orElse(wrong.reasons());
    }

    private static <T> T explained(String property, String value, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (UnusableKeysException wrong) {
            throw new InvalidConfigException(reasons(wrong).stream()
                    .map(reason -> new InvalidProperty(property, value, reason))
                    .toList());
        }
    }
}
