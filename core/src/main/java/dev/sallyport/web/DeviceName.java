package dev.sallyport.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ua_parser.Parser;

/**
 * Reads from a User-Agent header (RFC 9110 section 10.1.5) a name by which a person knows their own device again, such as
 * {@code Firefox 153 on Linux}. It says what the header claims; nothing may be decided by it.
 */
public final class DeviceName {

    private static final int LONGEST = 60;

    /** Letters, digits and a few signs: whatever page or terminal shows the name, it is no markup and no command there. */
    private static final Pattern UNSAFE = Pattern.compile("[^\\p{L}\\p{N} ./_+-]+");

    /** The first product of the header, as in {@code curl/8.14.1}. */
    private static final Pattern PRODUCT = Pattern.compile("[\\w.+-]+(?:/[\\w.+-]+)?");

    /** What every browser begins with, whoever made it. */
    private static final List<String> BROWSERS = List.of("Mozilla/", "Opera/");

    private static final Pattern EDITION = Pattern.compile("^Mobile | (?:Mobile|iOS)\\b|^Headless");
    private static final Map<String, String> SYSTEMS = Map.of("Mac OS X", "macOS", "Chrome OS", "ChromeOS");
    private static final List<String> HANDHELDS = List.of("iPhone", "iPad", "iPod");
    private static final String UNKNOWN = "Other";

    private static final class Patterns {
        /** On first use: a few hundred patterns take a fifth of a second to load. One parser serves all threads. */
        static final Parser LOADED = new Parser();
    }

    private DeviceName() {}

    /**
     * The name in {@code userAgent}, at most 60 characters of letters, digits, blanks and {@code ./_+-}; empty where it names
     * nothing. What a header costs grows with its length: cut it first.
     */
    public static Optional<String> of(String userAgent) {
        String program = BROWSERS.stream().anyMatch(userAgent::startsWith) ? browser(userAgent) : product(userAgent);
        String system = system(userAgent);
        String name = program.isEmpty() || system.isEmpty() ? program + system : program + " on " + system;
        String safe = UNSAFE.matcher(name).replaceAll("").strip();
        return Optional.of(safe.length() > LONGEST ? safe.substring(0, LONGEST).strip() : safe)
                .filter(text -> !text.isEmpty());
    }

    private static String product(String userAgent) {
        Matcher first = PRODUCT.matcher(userAgent);
        return first.lookingAt() ? first.group() : "";
    }

    private static String browser(String userAgent) {
        ua_parser.UserAgent found = Patterns.LOADED.parseUserAgent(userAgent);
        if (found.family.equals(UNKNOWN)) {
            return "";
        }
        String family = EDITION.matcher(found.family).replaceAll("");
        // Safari's version is the system's, and the system does not tell it.
        return found.major == null || family.equals("Safari") ? family : family + " " + found.major;
    }

    /** The kind of handheld says more than its system. Not the library's devices: those patterns cost four times as much. */
    private static String system(String userAgent) {
        String family = Patterns.LOADED.parseOS(userAgent).family;
        if (family.equals(UNKNOWN)) {
            return "";
        }
        if (family.toLowerCase(Locale.ROOT).equals("ios")) {
            return HANDHELDS.stream().filter(userAgent::contains).findFirst().orElse(family);
        }
        return SYSTEMS.getOrDefault(family, family);
    }
}
