package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;

import dev.sallyport.http.HttpBrowser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RunsOnEveryJdkIT {

    private static final int OLDEST = 17;

    @TempDir
    private Path folder;

    /** The JDK of this build and those installed beside it, one of each release. */
    static Stream<Path> jdks() throws IOException {
        Path own = Path.of(System.getProperty("java.home"));
        NavigableMap<Integer, Path> homes = new TreeMap<>();
        try (Stream<Path> neighbours = Files.list(own.toRealPath().getParent())) {
            neighbours.filter(RunsOnEveryJdkIT::isJdk).forEach(home -> homes.put(release(home), home));
        }
        homes.put(Runtime.version().feature(), own);
        homes.headMap(OLDEST).clear();
        System.out.println("The jar is tried on " + homes);
        return homes.values().stream();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void somebodySignsInRefreshesAndSignsOut(Path jdk) {
        try (ServerProcess server = Launch.in(folder).on(jdk).start()) {
            HttpBrowser browser = server.signedIn();

            assertThat(browser.post("/auth/refresh")).isOk();
            assertThat(browser.post("/api/profile", Map.of("bio", "was here"))).isOk();
            assertThat(browser.post("/auth/logout")).hasStatus(204);
            assertThat(browser.get("/api/profile")).isRefusal(401, "access_missing");
        }
    }

    private static boolean isJdk(Path home) {
        return Files.isExecutable(home.resolve("bin").resolve("java")) && Files.isReadable(home.resolve("release"));
    }

    private static int release(Path home) {
        Properties release = new Properties();
        try (var text = Files.newBufferedReader(home.resolve("release"))) {
            release.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String version = release.getProperty("JAVA_VERSION").replace("\"", "");
        return Runtime.Version.parse(version.replaceFirst("_.*", "")).feature();
    }
}
