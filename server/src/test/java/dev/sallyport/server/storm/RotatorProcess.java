package dev.sallyport.server.storm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A {@link Rotator} in a process of its own, asked and answered in lines: {@code open}, {@code refresh <token>},
 * {@code strict <token>}; {@code storm <token> ...}, which refreshes without end and says each successor, after the fact; and
 * {@code breed}, which without end opens a session, refreshes it once and then says the token that was rotated.
 */
final class RotatorProcess implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;

    private static final int BREEDERS = 4;

    private final Process process;
    private final BufferedReader out;
    private final PrintStream in;

    RotatorProcess(String url, String key) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                // A log on the standard output would be taken for answers.
                "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
                "-cp",
                System.getProperty("java.class.path"),
                RotatorProcess.class.getName(),
                url,
                key);
        this.process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** Its answer to one line. */
    String ask(String line) throws IOException {
        tell(line);
        return said().orElseThrow(() -> new AssertionError("the process ended by itself"));
    }

    void tell(String line) {
        in.println(line);
    }

    /** Its next whole line; empty once it is gone. What it had said before it was killed is still heard. */
    Optional<String> said() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = out.read(); c != '\n'; c = out.read()) {
            if (c < 0) {
                return Optional.empty();
            }
            line.append((char) c);
        }
        return Optional.of(line.toString());
    }

    void kill() throws InterruptedException {
        // By its handle: the process itself would close the stream that its last words are still in.
        process.toHandle().destroyForcibly();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the process does not end");
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    public static void main(String[] address) {
        Rotator rotator = new Rotator(address[0], address[1]);
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                .lines()
                .map(line -> List.of(line.split(" ")))
                .forEach(words -> obey(rotator, words.get(0), words.subList(1, words.size())));
    }

    private static void obey(Rotator rotator, String command, List<String> tokens) {
        switch (command) {
            case "open" -> say(rotator.open());
            case "refresh" -> say(rotator.refresh(tokens.get(0)));
            case "strict" -> say(rotator.refreshStrictly(tokens.get(0)));
            case "breed" -> breed(rotator);
            default -> storm(rotator, tokens);
        }
    }

    private static void storm(Rotator rotator, List<String> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            int slot = i;
            inBackground(() -> {
                String token = tokens.get(slot);
                while (true) {
                    token = rotator.refresh(token);
                    say(slot + " " + token);
                }
            });
        }
    }

    private static void breed(Rotator rotator) {
        for (int i = 0; i < BREEDERS; i++) {
            inBackground(() -> {
                while (true) {
                    String first = rotator.open();
                    rotator.refresh(first);
                    say(first);
                }
            });
        }
    }

    /** Until the standard input ends, so that no process outlives a test that was broken off. */
    private static void inBackground(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }

    /** In one write: half a line must not be taken for an acknowledgement. */
    private static void say(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
    }
}
