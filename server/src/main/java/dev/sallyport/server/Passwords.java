package dev.sallyport.server;

import java.text.Normalizer;
import java.util.Base64;
import java.util.Optional;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/** Password hashes: Argon2id with 19 MiB, two passes, one lane [23]. How many are made at once, the gate sees to. */
@Component
class Passwords {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;

    /**
     * What a comparison costs follows from the settings in a hash and not from its bits, so that no start needs to make one. A text that
     * is no hash would be refused at once, and tell names apart.
     */
    static final String NOBODYS = "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
            .formatted(MEMORY_KIB, PASSES, LANES, zeros(SALT_BYTES), zeros(HASH_BYTES));

    private final Argon2PasswordEncoder argon2 =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);

    /** The hash to store for a password. */
    String hash(String password) {
        return argon2.encode(normalized(password));
    }

    /** Whether the password is the one behind the hash. Without a hash it is not, and to find out takes as long. */
    boolean matches(String password, Optional<String> hash) {
        boolean equal = argon2.matches(normalized(password), hash.orElse(NOBODYS));
        return equal && hash.isPresent();
    }

    /** Whether a hash was made with weaker settings than today's. */
    boolean isOutdated(String hash) {
        return argon2.upgradeEncoding(hash);
    }

    private static String zeros(int bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(new byte[bytes]);
    }

    /** NFC: the same password typed on two keyboards can differ in its code points. */
    private static String normalized(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }
}
