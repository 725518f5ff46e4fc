package dev.sallyport.origin;

import dev.sallyport.web.Origin;
import java.util.List;
import java.util.Optional;

/**
 * Judges at the start what is configured as trusted: an entry or a pattern that would admit a stranger stops the start, with
 * a sentence that says which and what to write instead.
 *
 * <p>A pattern is taken apart into its spellings, and each must end every host in labels of one owner. Then its hostile
 * neighbours are generated and sent through the real matching. A pattern that cannot be taken apart is refused.
 */
public final class OriginLinter {

    private static final String AS_IN = ", as in https://[a-z0-9-]+\\.example\\.com";

    private final Optional<String> own;
    private final boolean byHttps;
    private final String patternsSetting;

    /**
     * A linter for the server that browsers see under {@code own}; empty where each request says it.
     *
     * @param secureCookies whether its cookies are Secure, so that browsers come by https
     * @param patternsSetting what somebody sets to list patterns
     */
    public OriginLinter(Optional<String> own, boolean secureCookies, String patternsSetting) {
        this.patternsSetting = patternsSetting;
        this.own = own;
        this.byHttps =
                secureCookies || own.filter(text -> text.startsWith("https:")).isPresent();
    }

    /** What is wrong with the server's own origin, and what to write; empty where nothing is. */
    public static Optional<String> problemWithOwn(String text) {
        try {
            return HostSpelling.problem(Neighbours.host(Origin.parse(text).text()));
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** What is wrong with an exact origin, and what to write; empty where nothing is. */
    public Optional<String> problemWithEntry(String text) {
        try {
            Origin.parse(text);
        } catch (IllegalArgumentException e) {
            boolean looksLikePattern = text.length() > 1 && text.matches(".*[*+?()|\\\\].*");
            return Optional.of(
                    e.getMessage() + (looksLikePattern ? "; a regular expression belongs in " + patternsSetting : ""));
        }
        return byHttps && isOpenHttp(text) ? Optional.of(plainHttp(text)) : HostSpelling.problem(Neighbours.host(text));
    }

    /** What is wrong with a pattern, and what to write; empty where nothing is. */
    public Optional<String> problemWithPattern(String text) {
        try {
            if (text.equals("null") || text.equals("*")) {
                Origin.parse(text);
            }
            OriginPattern pattern = OriginPattern.compile(text);
            return problem(PatternReader.read(text), text, new Neighbours(pattern));
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> problem(PatternReader.Reading reading, String text, Neighbours neighbours) {
        List<String> samples = neighbours.admitted(reading.spellings().stream().flatMap(Spelling::samples));
        Optional<String> stranger = samples.stream()
                .flatMap(sample -> neighbours.stranger(sample).stream())
                .findFirst()
                .or(() -> samples.isEmpty() ? neighbours.anybody() : Optional.empty());
        String witness = stranger.map(origin -> " admits " + origin + ", and").orElse("");
        if (reading.loneDot()) {
            String fixed = escaped(text);
            boolean isFixed = !fixed.equals(text) && problemWithPattern(fixed).isEmpty();
            return Optional.of("it" + witness + " has an unescaped '.', which stands for any character: write "
                    + (isFixed ? fixed : "\\. where a dot is meant")
                    + " (in a .properties file with each backslash doubled)");
        }
        for (Spelling spelling : reading.spellings()) {
            Optional<String> problem = problem(spelling, witness);
            if (problem.isPresent()) {
                return problem;
            }
        }
        if (samples.isEmpty()) {
            return Optional.of(
                    "it matches no origin that a browser sends, which is scheme, host and port in lower case" + AS_IN);
        }
        return stranger.map(origin -> "it admits " + origin + ": end it with the name of your own domain" + AS_IN);
    }

    private Optional<String> problem(Spelling spelling, String witness) {
        Optional<Address> address = Address.of(spelling);
        if (address.isEmpty()) {
            return Optional.of(
                    "it" + witness + " has an alternative that does not begin with https://, letter for letter: "
                            + "begin every one with it and put alternatives in brackets, as in https://(app|admin)\\.example\\.com");
        }
        Address parts = address.get();
        if (!parts.hasPlainPort()) {
            return Optional.of(
                    "it" + witness + " has more than digits where the port is: write :[0-9]+ or the port itself");
        }
        if (!parts.isFixed() && !HostNames.hasOneOwner(parts.fixedEnd())) {
            return Optional.of("it" + witness + " fixes " + quoted(parts.fixedEnd())
                    + " at the end of the host, where strangers can have a name: "
                    + "end it with the whole name of your own domain after an escaped dot" + AS_IN);
        }
        boolean ownIsHttp = own.filter(text -> text.startsWith("http:")).isPresent();
        if (parts.isHttp() && (byHttps || !ownIsHttp) && !HostNames.isLocal(parts.fixedEnd())) {
            return Optional.of(plainHttp(parts.fixedEnd()));
        }
        return Optional.empty();
    }

    private static boolean isOpenHttp(String origin) {
        return origin.startsWith("http:") && !HostNames.isLocal(Neighbours.host(origin));
    }

    private static String plainHttp(String of) {
        return "whoever sits on the network between can pose as a page of http, " + of + " included: write https://";
    }

    private static String quoted(String end) {
        return end.isEmpty() ? "nothing" : "only '" + end + "'";
    }

    /** With every dot escaped that stands for itself as far as can be guessed: outside classes and not repeated. */
    private static String escaped(String pattern) {
        StringBuilder written = new StringBuilder();
        boolean inClass = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            inClass = c == '[' || (inClass && c != ']');
            boolean isRepeated = i + 1 < pattern.length() && "*+{".indexOf(pattern.charAt(i + 1)) >= 0;
            boolean isEscaped = i > 0 && pattern.charAt(i - 1) == '\\';
            written.append(c == '.' && !inClass && !isRepeated && !isEscaped ? "\\." : String.valueOf(c));
        }
        return written.toString();
    }
}
