package dev.sallyport.token;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A JWT put together by hand, so that it may say what no library would write. */
record Forgery(String header, String claims) {

    /** The same words as in a token, to change some of them. */
    static Forgery of(String token) {
        String[] parts = token.split("\\.", -1);
        return new Forgery(decoded(parts[0]), decoded(parts[1]));
    }

    Forgery header(String changed) {
        return new Forgery(changed, claims);
    }

    Forgery claims(String changed) {
        return new Forgery(header, changed);
    }

    /** Signed as HS256 whatever the header says. */
    String signedWith(HmacKey key) {
        return signed(signingInput(), key);
    }

    /** Any text, signed as if it were a header and claims. */
    static String signed(String signingInput, HmacKey key) {
        return signingInput + "." + Secrets.base64url(key.mac(Secrets.utf8(signingInput)));
    }

    String signingInput() {
        return encoded(header) + "." + encoded(claims);
    }

    private static String encoded(String text) {
        return Secrets.base64url(Secrets.utf8(text));
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
