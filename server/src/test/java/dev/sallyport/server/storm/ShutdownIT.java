package dev.sallyport.server.storm;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.Launch;
import dev.sallyport.server.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is asked to stop in the middle of a storm of refreshes: what it has begun it finishes, and then it goes. */
@Tag("alone")
class ShutdownIT {

    private static final int AS_FAST_AS_IT_CAN = 100_000;
    private static final Duration GRACE_PERIOD = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void everyRotationThatWasMadeIsAnswered() throws Exception {
        List<Tokens> last;
        try (ServerProcess server = Launch.in(folder).start();
                Rotations rotations = rotationsOf(server);
                Storm storm = new Storm(List.of(server), AS_FAST_AS_IT_CAN)) {
            storm.rage(2);
            long asked = System.nanoTime();
            server.close();
            Duration took = Duration.ofNanos(System.nanoTime() - asked);
            last = storm.abandon();
            System.out.printf(
                    "A server asked to stop amid a storm of refreshes: gone after %d ms, answers %s, %,d rotations%n",
                    took.toMillis(), storm.tally(), rotations.all());
            assertThat(took).isLessThan(GRACE_PERIOD);
            assertThat(storm.tally().of(Refresher.HALF_AN_ANSWER::equals)).isZero();
            assertThat(rotations.all()).as("rotations").isEqualTo(storm.tally().of("200"::equals));
        }
        try (ServerProcess again = Launch.in(folder).start();
                Wire wire = new Wire(again.port())) {
            for (Tokens tokens : last) {
                wire.send(tokens.request());
                assertThat(wire.receive()).isOk();
            }
        }
    }

    private Rotations rotationsOf(ServerProcess started) throws Exception {
        started.port();
        return Rotations.notedIn("jdbc:sqlite:" + folder.resolve("data/sallyport.db"));
    }
}
