package dev.sallyport.token;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.sallyport.key.EncryptionKey;
import dev.sallyport.key.HmacKey;
import dev.sallyport.key.UnusableKeysException;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What we hand to a browser to be brought back later: nobody on the way can read it, change it, or make one of their own. The
 * value that comes back names secrets that were never handed out ({@link #secret}), so nothing has to be stored meanwhile.
 */
public final class SealedTokens {

    /** A browser brings it in a URL; what is longer is none of ours. */
    private static final int LONGEST = 8192;

    private final String purpose;
    private final HmacKey secrets;
    private final EncryptionKey seal;

    /** Tokens for one purpose, which no other purpose's can pass for. */
    public SealedTokens(HmacKey key, String purpose) {
        this.purpose = purpose;
        this.secrets = key.derive("secret");
        this.seal = EncryptionKey.of(key.derive("seal"));
    }

    /** {@code members}, sealed: some hundred characters that are safe in a URL. */
    public String seal(Map<String, String> members) {
        return seal.encrypt(purpose, JSONObjectUtils.toJSONString(members));
    }

    /** What {@link #seal} was given; empty if this text did not come from there. */
    public Optional<Map<String, String>> open(String text) {
        if (text.length() > LONGEST || !EncryptionKey.isEncrypted(text)) {
            return Optional.empty();
        }
        try {
            Map<String, String> members = new LinkedHashMap<>();
            JSONObjectUtils.parse(seal.decrypt(purpose, text))
                    .forEach((name, value) -> members.put(name, String.valueOf(value)));
            return Optional.of(members);
        } catch (UnusableKeysException | ParseException notOurs) {
            return Optional.empty();
        }
    }

    /** The secret of this {@code name} that belongs to {@code id}: 256 bits in base64url, the same each time it is asked for. */
    public String secret(String name, String id) {
        return secrets.derive(name).fingerprint(id);
    }
}
