package dev.sallyport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import ua_parser.Parser;

/**
 * User-Agents made to be read slowly: of the words that the patterns look for, each again and again or followed by what a
 * pattern goes through in vain. {@code make figures} tries them all and shows what they cost; a few are tried at each run.
 */
class HostileDeviceNameTest {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final boolean FIGURES = Boolean.getBoolean("figures");
    private static final int STRIDE = FIGURES ? 1 : 97;
    private static final int LENGTH = 200;
    private static final List<String> FILLINGS =
            List.of("a", "0", " ", ";", "/", "1.", "-", "; ", "a ", "0.0", "(", "_");

    @Test
    void whatever_the_patterns_look_for_a_name_stays_short_and_safe() throws IOException {
        List<String> agents = agents();
        assertThat(agents).hasSizeGreaterThan(100);
        agents.stream().limit(100).forEach(DeviceName::of);
        long[] nanos =
                agents.stream().mapToLong(HostileDeviceNameTest::cost).sorted().toArray();

        if (FIGURES) {
            System.out.printf(
                    "device name: %,d hostile User-Agents of %d characters, CPU time mean %,d us, worst %,d us%n",
                    nanos.length,
                    LENGTH,
                    TimeUnit.NANOSECONDS.toMicros(
                            (long) Arrays.stream(nanos).average().orElseThrow()),
                    TimeUnit.NANOSECONDS.toMicros(nanos[nanos.length - 1]));
        }
    }

    /** The least of three: what another process or a collection takes is not the pattern's. */
    private static long cost(String agent) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long began = THREADS.getCurrentThreadCpuTime();
            DeviceName.of(agent).ifPresent(name -> assertThat(name).as(agent).matches("[\\p{L}\\p{N} ./_+-]{1,60}"));
            least = Math.min(least, THREADS.getCurrentThreadCpuTime() - began);
        }
        return least;
    }

    private static List<String> agents() throws IOException {
        List<String> all = words().flatMap(word -> Stream.concat(
                        Stream.of(full("Mozilla/5.0 (", word), full("Mozilla/5.0 (", word + " ")),
                        FILLINGS.stream().map(filling -> full("Mozilla/5.0 (" + word, filling))))
                .toList();
        return Stream.iterate(0, i -> i < all.size(), i -> i + STRIDE)
                .map(all::get)
                .toList();
    }

    private static String full(String head, String piece) {
        return (head + piece.repeat(LENGTH)).substring(0, LENGTH - 1) + "!";
    }

    private static Stream<String> words() throws IOException {
        try (InputStream in = Parser.class.getResourceAsStream("regexes.yaml")) {
            String patterns = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("device_parsers:", 2)[0];
            return Pattern.compile("regex: '(.*)'")
                    .matcher(patterns)
                    .results()
                    .map(found -> found.group(1).replaceAll("\\\\[dwsWSDb]", " "))
                    .flatMap(pattern -> Arrays.stream(pattern.split("[\\\\()\\[\\]{}|?*+^$.:]+")))
                    .filter(word -> word.length() > 1)
                    .distinct()
                    .toList()
                    .stream();
        }
    }
}
