package dev.sallyport.server.browser;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** What reached the server, by its own account: an attack that never arrived would prove nothing. */
final class AccessLog {

    /** A cookie that browsers send wherever they send cookies at all, to tell withheld ones from forbidden ones. */
    static final String CONTROL_COOKIE = "control";

    private static final String FORMAT =
            "%m %U %s %{Sec-Fetch-Site}i %{Sec-Fetch-Dest}i %{__Host-Http-access}c %{control}c %{__Host-Http-visitor}c";

    /** One request. */
    record Seen(
            String method,
            String path,
            int status,
            String site,
            String dest,
            boolean signedIn,
            boolean control,
            boolean visitor) {

        static Seen read(String line) {
            String[] words = line.split(" ");
            return new Seen(
                    words[0],
                    words[1],
                    Integer.parseInt(words[2]),
                    words[3],
                    words[4],
                    !words[5].equals("-"),
                    !words[6].equals("-"),
                    !words[7].equals("-"));
        }
    }

    private final Path folder;

    AccessLog(Path folder) {
        this.folder = folder;
    }

    List<String> options() {
        return List.of(
                "--server.tomcat.accesslog.enabled=true",
                "--server.tomcat.accesslog.directory=" + folder,
                "--server.tomcat.accesslog.prefix=access",
                "--server.tomcat.accesslog.suffix=.log",
                "--server.tomcat.accesslog.rotate=false",
                "--server.tomcat.accesslog.buffered=false",
                "--server.tomcat.accesslog.pattern=" + FORMAT);
    }

    /** How many requests there were so far. */
    int size() {
        return lines().size();
    }

    /** Every request after the first {@code before}. */
    List<Seen> since(int before) {
        return lines().stream().skip(before).map(Seen::read).toList();
    }

    /** The first request after the first {@code before} that fits, once it is there. */
    Seen awaitAfter(int before, Predicate<Seen> fits) {
        Callable<Optional<Seen>> look =
                () -> lines().stream().skip(before).map(Seen::read).filter(fits).findFirst();
        return await("a request in the server's log")
                .until(look, Optional::isPresent)
                .orElseThrow();
    }

    private List<String> lines() {
        Path log = folder.resolve("access.log");
        try {
            return Files.exists(log) ? Files.readAllLines(log) : List.of();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
