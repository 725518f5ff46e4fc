package dev.sallyport.server;

import static org.awaitility.Awaitility.await;

import dev.sallyport.http.HttpBrowser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The packaged server, running as a process of its own. */
public final class ServerProcess implements AutoCloseable {

    private static final Pattern READY =
            Pattern.compile("(?:serves the demo on http://localhost:|Tomcat started on port )(\\d+)");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration GLANCE = Duration.ofMillis(50);

    private final Process process;
    private final Path output;
    private volatile int port;

    /**
     * @param output what it prints is written there by itself, and not read from a pipe: what it told before it answered is
     *     there to be read once the answer is
     */
    ServerProcess(ProcessBuilder builder, Path output) throws IOException {
        this.output = output;
        this.process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** An application of other people's, such as an example, that says on which port Tomcat has started. */
    public static ServerProcess started(ProcessBuilder builder, Path output) throws IOException {
        return new ServerProcess(builder, output);
    }

    /** Where it listens, once it does. */
    public int port() {
        if (port == 0) {
            await().atMost(PATIENCE)
                    .pollInterval(GLANCE)
                    .until(() -> !process.isAlive() || output().stream().anyMatch(READY.asPredicate()));
            port = output().stream()
                    .flatMap(line -> READY.matcher(line).results())
                    .map(ready -> Integer.valueOf(ready.group(1)))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("the server did not start:\n" + String.join("\n", output())));
        }
        return port;
    }

    public HttpBrowser browser() {
        return new HttpBrowser(port());
    }

    /** Somebody who is signed in as demo. */
    public HttpBrowser signedIn() {
        HttpBrowser browser = browser();
        var answer = browser.signIn("demo", Launch.PASSWORD);
        if (answer.status() != 200) {
            throw new AssertionError("could not sign in: " + answer);
        }
        return browser;
    }

    /** Every whole line that it printed until now. */
    public List<String> output() {
        try {
            String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Ends it at once, with no chance to tidy up. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Asks it to stop. */
    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the server does not stop");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
