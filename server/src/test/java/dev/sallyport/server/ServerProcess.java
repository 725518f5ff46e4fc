package dev.sallyport.server;

import dev.sallyport.http.HttpBrowser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged server, running as a process of its own. */
public final class ServerProcess implements AutoCloseable {

    private static final Pattern READY =
            Pattern.compile("(?:serves the demo on http://localhost:|Tomcat started on port )(\\d+)");
    private static final int PATIENCE_SECONDS = 120;

    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final Thread reader;

    ServerProcess(ProcessBuilder builder) throws IOException {
        this.process = builder.redirectErrorStream(true).start();
        this.reader = new Thread(this::readOutput, "output of server " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Where it listens, once it does. */
    public int port() {
        try {
            return port.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception notStarted) {
            throw new AssertionError("the server did not start:\n" + String.join("\n", output), notStarted);
        }
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

    /** Everything it printed until now; after {@link #kill} or {@link #close}, all of it. */
    public List<String> output() {
        return output;
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
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the server does not stop");
            }
            reader.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private void readOutput() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                Matcher ready = READY.matcher(line);
                if (ready.find()) {
                    port.complete(Integer.valueOf(ready.group(1)));
                }
            }
        } catch (IOException ended) {
            port.completeExceptionally(new UncheckedIOException(ended));
        }
        port.completeExceptionally(new IllegalStateException("it ended"));
    }
}
