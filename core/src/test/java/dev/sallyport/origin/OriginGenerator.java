package dev.sallyport.origin;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Origins that are trusted and, most of the time, ones that nearly are. */
final class OriginGenerator {

    static final List<String> ENTRIES = List.of(
            "https://foo.com",
            "https://bar.com",
            "https://app.example.com",
            "https://app.example.com:8443",
            "http://localhost:3000",
            "https://xn--bcher-kva.example",
            "https://[2001:db8::1]:8443");

    static final List<String> PATTERNS = List.of(
            "https://[a-z0-9-]+\\.preview\\.example\\.com",
            "https://([a-z0-9-]+\\.)?example\\.org",
            "https://(?:a|b|cc)\\.example\\.net(?::[0-9]+)?",
            "http://localhost:[0-9]+",
            "https://.*\\.wide\\.example",
            "(?:https://left\\.test|https://right\\.test)");

    private static final String STRANGE =
            "aA0.-_:/@#?%,; \t*[]\\\u0000\u00e9\u0130\u2024\u3002\uff0e\u212a\ud83d\ude00";

    private static final List<String> ENDS = List.of(
            ".evil.test",
            "evil.test",
            ".",
            "/",
            "/path",
            ":443",
            ":80",
            ":8443",
            ":08443",
            ":99999",
            ":",
            "#",
            "?x",
            "%00",
            "%2eevil.test",
            "@evil.test",
            " ",
            ", https://foo.com",
            "\r\nX: y",
            ".com",
            "https://bar.com");

    private static final List<String> HOSTS =
            List.of("evil", "evil.", "evil-", "xn--", "user@", "user:pw@", "www.", ".", "//");

    private final Random random;

    OriginGenerator(long seed) {
        this.random = new Random(seed);
    }

    String next() {
        String origin = start();
        // One in twelve stays as it is; each change to the others may still end at something trusted.
        for (int changes = random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(2); changes > 0; changes--) {
            origin = changed(origin);
        }
        return origin;
    }

    private String start() {
        return switch (random.nextInt(10)) {
            case 0 -> "https://" + label() + ".preview.example.com";
            case 1 -> "https://" + label() + ".example.org";
            case 2 -> "https://" + one(List.of("a", "b", "cc", "d")) + ".example.net:" + random.nextInt(70_000);
            case 3 -> "http://localhost:" + random.nextInt(70_000);
            case 4 -> "https://" + label() + "." + label() + ".wide.example";
            case 5 -> one(List.of("https://left.test", "https://right.test", "https://example.org", "null", "*", ""));
            default -> one(ENTRIES);
        };
    }

    private String changed(String origin) {
        return switch (random.nextInt(11)) {
            case 0 -> origin + one(ENDS);
            case 1 -> origin.replaceFirst("://", "://" + one(HOSTS));
            case 2 ->
                origin.replaceFirst("^https?", one(List.of("http", "https", "HTTPS", "ftp", "wss", "httpss", "")));
            case 3 -> origin.replaceFirst("\\.", one(List.of("", "x", "..", "-", "%2e", "\u3002")));
            case 4 -> origin.toUpperCase(Locale.ROOT);
            case 5 -> origin + one(ENTRIES);
            case 6 -> origin + one(List.of(",", " ", ", ", "")) + one(ENTRIES).substring("https://".length() - 1);
            case 7 -> half(origin, true) + half(one(ENTRIES), false);
            case 8 -> with(origin, "");
            case 9 -> with(origin, String.valueOf(STRANGE.charAt(random.nextInt(STRANGE.length()))));
            default ->
                random.nextInt(50) == 0
                        ? "https://" + "a".repeat(200 + random.nextInt(80)) + ".wide.example"
                        : start() + one(ENDS);
        };
    }

    private String with(String text, String instead) {
        if (text.isEmpty()) {
            return instead;
        }
        int at = random.nextInt(text.length());
        return text.substring(0, at) + instead + text.substring(at + random.nextInt(2));
    }

    private static String half(String text, boolean first) {
        return first ? text.substring(0, text.length() / 2) : text.substring(text.length() / 2);
    }

    private String label() {
        return Integer.toString(random.nextInt(Integer.MAX_VALUE), 36).substring(0, 1 + random.nextInt(2));
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
