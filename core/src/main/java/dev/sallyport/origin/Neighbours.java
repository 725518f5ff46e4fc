package dev.sallyport.origin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Origins that a stranger could hold and that look like one that is meant. They go through the same matching as real
 * requests: what passes shows that a pattern lets in more than its author meant [12].
 */
final class Neighbours {

    private static final List<String> ANYBODY =
            List.of("https://evil.test", "http://evil.test", "https://evil.test:1337");

    private final TrustedOrigins admitted;

    Neighbours(OriginPattern pattern) {
        this.admitted = TrustedOrigins.of(List.of(), List.of(pattern));
    }

    /** Those of the texts that the pattern really admits. */
    List<String> admitted(Stream<String> texts) {
        return texts.distinct().filter(admitted::contains).toList();
    }

    /** An origin outside the domain of {@code sample} that the pattern admits nevertheless. */
    Optional<String> stranger(String sample) {
        String home = HostNames.registrable(host(sample));
        return Stream.concat(ANYBODY.stream(), around(sample).stream())
                .filter(admitted::contains)
                .filter(origin -> !HostNames.registrable(host(origin)).equals(home))
                .findFirst();
    }

    /** An origin that has nothing to do with anybody's pattern, if this one admits it. */
    Optional<String> anybody() {
        return ANYBODY.stream().filter(admitted::contains).findFirst();
    }

    /** Everything that has ever passed for an origin: other hosts, and texts that are no origin at all. */
    static List<String> around(String sample) {
        String scheme = scheme(sample);
        String host = host(sample);
        String port = port(sample);
        String domain = HostNames.registrable(host);
        List<String> all = new ArrayList<>(List.of(
                scheme + host + ".evil.test" + port,
                scheme + host + port + ".evil.test",
                scheme + "evil" + host + port,
                scheme + "evil" + domain + port,
                scheme + "evil-" + domain + port,
                scheme + "xn--" + domain + port,
                scheme + host + "evil" + port,
                scheme + host + "." + port,
                scheme + host + "@evil.test" + port,
                scheme + "evil.test/" + host + port,
                scheme + "evil.test#" + sample,
                scheme + "evil.test," + sample,
                sample + "/",
                sample + " https://evil.test",
                sample.toUpperCase(Locale.ROOT),
                "null"));
        for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
            all.add(scheme + host.substring(0, dot) + "x" + host.substring(dot + 1) + port);
        }
        return all;
    }

    static String host(String origin) {
        String authority = origin.substring(scheme(origin).length());
        return authority.substring(0, authority.length() - port(origin).length());
    }

    private static String scheme(String origin) {
        return origin.substring(0, origin.indexOf("://") + 3);
    }

    /** With its colon, or empty. */
    private static String port(String origin) {
        int colon = origin.lastIndexOf(':');
        return colon > origin.indexOf(':') && origin.indexOf(']', colon) < 0 ? origin.substring(colon) : "";
    }
}
