package dev.sallyport.spring.aot;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sallyport.http.HttpBrowser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.context.aot.AbstractAotProcessor.Settings;

/** What Spring writes ahead of time of a context with the gate compiles, starts and signs in. */
@Tag("slow")
class AheadOfTimeTest {

    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
    private static final String CLASSPATH = System.getProperty("java.class.path");
    private static final String[] ARGUMENTS = {
        "--server.port=0", "--server.address=127.0.0.1", "--spring.datasource.url=jdbc:h2:mem:aot;DB_CLOSE_DELAY=-1"
    };

    @TempDir
    private Path folder;

    @Test
    void anApplicationThatWasProcessedAheadOfTimeSignsIn() throws Exception {
        process();
        compile();
        Process application = start();
        try {
            HttpBrowser alice = new HttpBrowser(port(application));
            assertThat(log()).contains("Starting AOT-processed AotApplication");
            assertThat(alice.get("/me")).isRefusal(401, "access_missing");

            assertThat(alice.signIn("alice", "wonderland")).isOk();
            assertThat(alice.get("/me").body()).isEqualTo("[\"alice\"]");
            assertThat(alice.get("/reports")).isRefusal(403, "forbidden");
            assertThat(alice.post("/auth/refresh")).isOk();

            assertThat(alice.post("/auth/logout").status()).isEqualTo(204);
            assertThat(alice.get("/me")).isRefusal(401, "access_missing");
        } finally {
            application.destroyForcibly().waitFor();
        }
    }

    private void process() {
        Settings settings = Settings.builder()
                .sourceOutput(folder.resolve("sources"))
                .resourceOutput(folder.resolve("resources"))
                .classOutput(folder.resolve("classes"))
                .groupId("dev.sallyport")
                .artifactId("aot")
                .build();
        new SpringApplicationAotProcessor(AotApplication.class, settings, ARGUMENTS).process();
    }

    private void compile() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Files.createDirectories(folder.resolve("classes"));
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.walk(folder.resolve("sources"))) {
            List<Path> written =
                    sources.filter(file -> file.toString().endsWith(".java")).toList();
            List<String> options =
                    List.of("-cp", CLASSPATH, "-d", folder.resolve("classes").toString(), "-proc:none", "-nowarn");
            assertThat(compiler.getTask(
                                    null, manager, null, options, null, manager.getJavaFileObjectsFromPaths(written))
                            .call())
                    .isTrue();
        }
    }

    private Process start() throws IOException {
        String classpath = folder.resolve("classes")
                + File.pathSeparator
                + folder.resolve("resources")
                + File.pathSeparator
                + CLASSPATH;
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Dspring.aot.enabled=true",
                                "-cp",
                                classpath,
                                AotApplication.class.getName()),
                        Stream.of(ARGUMENTS))
                .toList();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private int port(Process application) {
        return await().atMost(Duration.ofMinutes(2))
                .until(
                        () -> {
                            assertThat(application.isAlive()).as(log()).isTrue();
                            return PORT.matcher(log()).results().findFirst();
                        },
                        Optional::isPresent)
                .map(found -> Integer.parseInt(found.group(1)))
                .orElseThrow();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }
}
