package dev.sallyport.key;

import com.nimbusds.jose.jwk.JWK;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Ways to tamper with a token, some of them by somebody who can sign. */
final class TokenMutations {

    static final List<String> FORBIDDEN = List.of("crit", "b64", "jku", "jwk", "x5u", "x5c", "x5t", "x5t#S256", "zip");

    static final List<String> WRONG_TYPES =
            List.of("\"typ\":7", "\"cty\":[]", "\"kid\":{}", "\"kid\":7", "\"typ\":null", "\"kid\":null");

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final List<String> ALGORITHMS = List.of(
            "none", "None", "", "HS256", "HS384", "HS512", "RS256", "PS256", "ES256", "ES384", "EdDSA", "Ed25519",
            "hs256");
    private static final List<String> SPELLINGS =
            List.of("=", "==", " ", "\n", "\t", "\r\n", "?", "!", "+", "/", "%", "\u00e4");
    private static final List<String> MEMBERS = List.of(
            "\"jku\":\"https://evil.test/keys\"",
            "\"x5u\":\"https://evil.test/chain\"",
            "\"x5c\":[\"AAAA\"]",
            "\"x5t\":\"AAAA\"",
            "\"x5t#S256\":\"AAAA\"",
            "\"crit\":[\"exp\"]",
            "\"crit\":[]",
            "\"crit\":[\"b64\"],\"b64\":false",
            "\"crit\":[\"b64\"],\"b64\":true",
            "\"b64\":true",
            "\"b64\":false",
            "\"zip\":\"DEF\"",
            "\"cty\":\"JWT\"",
            "\"cty\":[]",
            "\"x\":1",
            "\"x\":[[[[[[1]]]]]]",
            "\"typ\":7",
            "\"kid\":{}",
            "\"kid\":7",
            "\"typ\":null",
            "\"kid\":null",
            "\"alg\":\"none\"",
            "\"alg\":\"HS256\"",
            "\"\u0000\":1");

    private final Random random;
    private final UnaryOperator<String> sign;
    private final JWK jwk;

    TokenMutations(Random random, UnaryOperator<String> sign, JWK jwk) {
        this.random = random;
        this.sign = sign;
        this.jwk = jwk;
    }

    String next(Forgery words) {
        return switch (random.nextInt(14)) {
            case 0 -> genuine(words);
            case 1 -> flipped(genuine(words));
            case 2 -> parts(genuine(words));
            case 3 -> truncated(genuine(words));
            case 4 -> spelled(genuine(words));
            case 5 -> sign.apply(spelled(words.signingInput()));
            case 6 -> sign.apply(withMember(words).signingInput());
            case 7 -> sign.apply(withAlgorithm(words).signingInput());
            case 8 -> confused(words);
            case 9 -> sign.apply(flipped(words.signingInput()));
            case 10 -> sign.apply(jsonFlipped(words).signingInput());
            case 11 -> spareBits(genuine(words));
            case 12 -> sign.apply(spareBits(words.signingInput()));
            default -> sign.apply(words.claims(claims()).signingInput());
        };
    }

    private String genuine(Forgery words) {
        return sign.apply(words.signingInput());
    }

    private String claims() {
        return switch (random.nextInt(5)) {
            case 0 -> "";
            case 1 -> "null";
            case 2 -> "x".repeat(2000 + random.nextInt(3000));
            case 3 -> "[".repeat(random.nextInt(500));
            default -> "{\"sub\":\"" + (char) random.nextInt(0x3000) + "\"}";
        };
    }

    private String flipped(String text) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(text.length());
            char bit = (char) (changed.charAt(at) ^ 1 << random.nextInt(7));
            changed.setCharAt(at, random.nextBoolean() ? bit : one(ALPHABET));
        }
        return changed.toString();
    }

    private String parts(String token) {
        String[] part = token.split("\\.", -1);
        StringBuilder text = new StringBuilder(part[random.nextInt(3)]);
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            text.append('.').append(random.nextInt(8) == 0 ? "" : part[random.nextInt(3)]);
        }
        return text.toString();
    }

    private String truncated(String token) {
        int from = random.nextBoolean() ? 0 : random.nextInt(4);
        return token.substring(from, token.length() - random.nextInt(1 + random.nextInt(token.length() - from)));
    }

    private String spelled(String text) {
        int at = random.nextInt(3) == 0 ? text.length() : random.nextInt(text.length() + 1);
        return random.nextInt(4) == 0
                ? text.replace('-', '+').replace('_', '/')
                : text.substring(0, at) + one(SPELLINGS) + text.substring(at);
    }

    private String spareBits(String text) {
        int end = random.nextInt(3) == 0 && text.indexOf('.') > 0 ? text.indexOf('.') : text.length();
        int last = ALPHABET.indexOf(text.charAt(end - 1));
        return text.substring(0, end - 1) + ALPHABET.charAt(last ^ 1 + random.nextInt(3)) + text.substring(end);
    }

    private Forgery withMember(Forgery words) {
        String member = random.nextInt(12) == 0
                ? "\"jwk\":" + (jwk.toPublicJWK() == null ? "{\"kty\":\"oct\",\"k\":\"AAAA\"}" : jwk.toPublicJWK())
                : one(MEMBERS);
        String header = words.header();
        return words.header(
                random.nextBoolean()
                        ? header.replaceFirst("}$", "," + java.util.regex.Matcher.quoteReplacement(member) + "}")
                        : "{" + member + "," + header.substring(1));
    }

    private Forgery withAlgorithm(Forgery words) {
        return words.header(words.header().replaceFirst("\"alg\":\"[^\"]*\"", "\"alg\":\"" + one(ALGORITHMS) + "\""));
    }

    /** Signed with HMAC, where the key is what everybody knows of ours. */
    private String confused(Forgery words) {
        byte[] known = Secrets.utf8(String.valueOf(jwk.toPublicJWK()).repeat(8));
        String input = (random.nextBoolean() ? withAlgorithm(words) : words).signingInput();
        return random.nextInt(4) == 0 ? input + "." : Forgery.signed(input, HmacKey.of(known));
    }

    private Forgery jsonFlipped(Forgery words) {
        StringBuilder header = new StringBuilder(words.header());
        int at = random.nextInt(header.length());
        switch (random.nextInt(3)) {
            case 0 -> header.deleteCharAt(at);
            case 1 -> header.insert(at, one("{}[]\":, \n\\u0"));
            default -> header.setCharAt(at, (char) random.nextInt(128));
        }
        return words.header(header.toString());
    }

    private char one(String of) {
        return of.charAt(random.nextInt(of.length()));
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
