package dev.sallyport.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the figures were taken on. */
final class Machine {

    private Machine() {}

    /** One line for each thing that a reader would ask for. */
    static List<String> described(Path java) throws IOException, InterruptedException {
        return List.of(
                "Processor: " + processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores",
                "Kernel: " + System.getProperty("os.name") + " " + System.getProperty("os.version"),
                "JDK of the servers: " + version(java),
                "JVM options of the servers: `" + String.join(" ", Server.JVM) + "`",
                "Load: " + firstLine("wrk", "-v"));
    }

    /** The vendor's line of {@code java -version}. */
    static String version(Path java) throws IOException, InterruptedException {
        return output(java.toString(), "-version")
                .lines()
                .filter(line -> line.startsWith("OpenJDK Runtime") || line.contains("Runtime Environment"))
                .findFirst()
                .orElse("unknown");
    }

    private static String processor() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse("unknown");
    }

    private static String firstLine(String... command) throws IOException, InterruptedException {
        return output(command).lines().findFirst().orElse("unknown");
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return text;
    }
}
