package dev.sallyport.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load: wrk with one thread, which sends exact requests. */
final class Wrk {

    /** What one run did. */
    record Run(long requests, long micros, long errors) {}

    private static final Pattern FIGURES = Pattern.compile("BENCH (\\d+) (\\d+) (\\d+)");

    private final Path directory;
    private final Path script;

    /** Writes its files to {@code directory}. */
    Wrk(Path directory) throws IOException {
        this.directory = directory;
        this.script = directory.resolve("walk.lua");
        try (InputStream source = Wrk.class.getResourceAsStream("/walk.lua")) {
            Files.copy(source, script, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Sends {@code request} again and again.
     *
     * @param tokens one a line, for a request with a place for them
     * @param core the core it may use; empty for any
     */
    Run run(int port, String request, List<String> tokens, int connections, int seconds, Optional<Integer> core)
            throws IOException, InterruptedException {
        Path requestFile = directory.resolve("request");
        Path tokenFile = directory.resolve("tokens");
        Files.writeString(requestFile, request.replace(BrowserRequest.PORT, Integer.toString(port)));
        Files.write(tokenFile, tokens);
        List<String> command = new ArrayList<>();
        core.ifPresent(number -> command.addAll(List.of("taskset", "-c", Integer.toString(number))));
        command.addAll(List.of("wrk", "-t1", "-c" + connections, "-d" + seconds + "s", "-s", script.toString()));
        command.addAll(List.of("http://127.0.0.1:" + port + "/", requestFile.toString(), tokenFile.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        Matcher figures = FIGURES.matcher(output);
        if (process.waitFor() != 0 || !figures.find()) {
            throw new BenchException("wrk failed: " + output);
        }
        return new Run(
                Long.parseLong(figures.group(1)), Long.parseLong(figures.group(2)), Long.parseLong(figures.group(3)));
    }
}
