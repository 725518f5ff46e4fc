package dev.sallyport.key;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A JWT put together by hand, so that it may say what no library would write. */
public record Forgery(String header, String claims) {

    /** The same words as in a token, to change some of them. */
    public static Forgery of(String token) {
        String[] parts = token.split("\\.", -1);
        return new Forgery(decoded(parts[0]), decoded(parts[1]));
    }

    public Forgery header(String changed) {
        return new Forgery(changed, claims);
    }

    public Forgery claims(String changed) {
        return new Forgery(header, changed);
    }

    /** Signed as HS256 whatever the header says. */
    public String signedWith(HmacKey key) {
        return signed(signingInput(), key);
    }

    /** Any text, signed as if it were a header and claims. */
    public static String signed(String signingInput, HmacKey key) {
        return signingInput + "." + Secrets.base64url(key.mac(Secrets.utf8(signingInput)));
    }

    public String signingInput() {
        return encoded(header) + "." + encoded(claims);
    }

    private static String encoded(String text) {
        return Secrets.base64url(Secrets.utf8(text));
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
