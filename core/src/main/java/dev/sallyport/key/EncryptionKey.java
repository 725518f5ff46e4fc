package dev.sallyport.key;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The key that stored keys are encrypted with: AES-256-GCM in a compact JWE (RFC 7516) whose protected header names the row,
 * so that whoever can write to the table cannot put one key in another's place. Never appears in {@code toString}.
 */
public final class EncryptionKey {

    private static final int BYTES = 32;
    private static final String ROW = "row";
    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{64}");

    private final byte[] key;

    private EncryptionKey(byte[] key) {
        this.key = key;
    }

    /**
     * The key that {@code text} spells, in base64, base64url or hex.
     *
     * @throws UnusableKeysException if it is not 32 bytes, or evidently not random ones
     */
    public static EncryptionKey of(String text) {
        byte[] bytes = decoded(text.strip());
        if (bytes.length != BYTES) {
            throw new UnusableKeysException(
                    "must be 32 random bytes in base64 or hex, such as `openssl rand -base64 32` prints");
        }
        KeyCheck.notRandom(bytes).ifPresent(reason -> {
            throw new UnusableKeysException(reason);
        });
        return new EncryptionKey(bytes);
    }

    /** The key with the bytes of {@code derived}, which serves no other purpose. */
    public static EncryptionKey of(HmacKey derived) {
        return new EncryptionKey(derived.secretKey().getEncoded());
    }

    /** A fresh key as {@link #of(String)} reads it. It is a secret. */
    public static String randomText() {
        return Base64.getEncoder().encodeToString(Secrets.random(BYTES));
    }

    /** Whether a stored text is encrypted, with whatever key. */
    public static boolean isEncrypted(String stored) {
        return stored.chars().filter(c -> c == '.').count() == 4;
    }

    /** {@code secret} as only this key reads it, and only in the row of this name. */
    public String encrypt(String row, String secret) {
        JWEObject jwe = new JWEObject(header(row), new Payload(secret));
        try {
            jwe.encrypt(new DirectEncrypter(key));
        } catch (JOSEException impossible) {
            throw new IllegalStateException("every Java platform has AES-256-GCM", impossible);
        }
        return jwe.serialize();
    }

    /**
     * What {@link #encrypt} was given for this row.
     *
     * @throws UnusableKeysException if it was encrypted with another key or for another row, or was changed
     */
    public String decrypt(String row, String stored) {
        try {
            if (isHeaderFor(row, stored)) {
                JWEObject jwe = JWEObject.parse(stored);
                jwe.decrypt(new DirectDecrypter(key));
                return jwe.getPayload().toString();
            }
        } catch (ParseException | JOSEException | IllegalArgumentException notOurs) {
            // The same sentence as for a row in another's place: which of the two it is, only the owner can tell.
        }
        throw new UnusableKeysException(
                "the stored key \"" + row + "\" was not encrypted with this one: give the key it was encrypted with");
    }

    /** Every member as we write it, and no other: what is stored must not choose how it is read. */
    private static boolean isHeaderFor(String row, String stored) throws ParseException {
        String header = new Base64URL(stored.substring(0, stored.indexOf('.'))).decodeToString();
        return header(row).toJSONObject().equals(JSONObjectUtils.parse(header));
    }

    private static JWEHeader header(String row) {
        return new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                .customParam(ROW, row)
                .build();
    }

    private static byte[] decoded(String text) {
        if (HEX.matcher(text).matches()) {
            return HexFormat.of().parseHex(text);
        }
        try {
            return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException neither) {
            return new byte[0];
        }
    }

    @Override
    public String toString() {
        return "EncryptionKey";
    }
}
