package dev.sallyport.social;

import com.nimbusds.jose.jwk.Curve;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Reads the key that a client secret is signed with: the file with the ending .p8 that Apple gives out. No message quotes it. */
final class PrivateKeys {

    private static final long LARGEST_FILE = 16_384;

    private static final String NO_KEY = "not a private key on P-256 in PKCS#8 PEM:"
            + " give the whole file that you downloaded, from -----BEGIN PRIVATE KEY----- to the end";

    private PrivateKeys() {}

    static ECPrivateKey readFile(String file) {
        try {
            Path path = Path.of(file);
            if (Files.size(path) > LARGEST_FILE) {
                throw new IllegalArgumentException(NO_KEY);
            }
            return read(Files.readString(path));
        } catch (IOException | InvalidPathException unreadable) {
            throw new IllegalArgumentException("the file cannot be read: check the name and who may read it");
        }
    }

    static ECPrivateKey read(String pem) {
        // In an environment variable a new line is often written as \n.
        String body = pem.replace("\\n", "\n")
                .replaceFirst("(?s).*-----BEGIN PRIVATE KEY-----", "")
                .replaceFirst("(?s)-----END PRIVATE KEY-----.*", "")
                .replaceAll("\\s", "");
        try {
            var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body));
            ECPrivateKey key = (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(spec);
            if (Curve.P_256.equals(Curve.forECParameterSpec(key.getParams()))) {
                return key;
            }
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            // The text below says what is wrong.
        }
        throw new IllegalArgumentException(NO_KEY);
    }
}
