package dev.sallyport.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;

/** One of the examples on the starter: its executable jar, which the build has made before it comes to these tests. */
enum ExampleJar {
    SMALLEST("spring-smallest/target/smallest.jar"),
    SHOP("spring-shop/target/shop.jar");

    private final Path jar;

    ExampleJar(String file) {
        this.jar = Path.of("../examples", file).toAbsolutePath().normalize();
    }

    /** Starts it as people do, on a port of this machine. */
    ServerProcess start(Path folder, int port, Map<String, String> environment, String... properties)
            throws IOException {
        requireBuilt();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-jar",
                jar.toString(),
                "--server.address=127.0.0.1",
                "--server.port=" + port));
        command.addAll(List.of(properties));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        return ServerProcess.started(builder, folder.resolve(name() + ".log"));
    }

    private void requireBuilt() throws IOException {
        assertThat(jar)
                .as("The example is not built, as a build without -Dquick does before it comes here")
                .exists();
        try (JarFile file = new JarFile(jar.toFile())) {
            assertThat(file.getEntry("BOOT-INF/classes/static/index.html"))
                    .as("%s has no page. In the repository's root, run: npm ci && npm run shop", jar)
                    .isNotNull();
        }
    }
}
