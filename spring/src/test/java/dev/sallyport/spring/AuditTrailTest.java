package dev.sallyport.spring;

import static dev.sallyport.spring.AuditTrail.FREQUENT_PER_SECOND;
import static dev.sallyport.spring.AuditTrail.MOST_WAITING;
import static dev.sallyport.spring.Happening.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.SecurityEvent.Kind;
import dev.sallyport.session.EventStore;
import dev.sallyport.session.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class AuditTrailTest {

    private final Table table = new Table();
    private final AuditTrail trail =
            new AuditTrail(table, Duration.ofDays(90), Clock.fixed(NOW.plus(Duration.ofDays(90)), ZoneOffset.UTC));

    @AfterEach
    void stop() {
        table.down = false;
        trail.close();
    }

    @Test
    void whatHappenedIsWrittenAsItWas() {
        trail.take(Happening.of(Kind.SIGNED_IN));
        trail.take(Happening.refused(NOW));
        trail.work();

        assertThat(table.entries()).extracting(EventStore.Entry::kind).containsExactly("SIGNED_IN", "REFUSED");
        EventStore.Entry refused = table.entries().get(1);
        assertThat(refused.at()).isEqualTo(NOW);
        assertThat(refused.userId()).isEmpty();
        assertThat(refused.address()).isEqualTo("192.0.2.66");
        assertThat(refused.refusal()).contains("csrf_missing");
    }

    @Test
    void whileTheDatabaseIsAwayNothingIsLostAndTheLogSaysSoOnce(CapturedOutput output) {
        table.down = true;
        for (int i = 0; i < 1000; i++) {
            trail.take(Happening.of(Kind.SIGNED_IN));
            if (i % 100 == 0) {
                trail.work();
            }
        }
        assertThat(table.entries()).isEmpty();
        table.down = false;
        trail.work();

        assertThat(table.entries()).hasSize(1000);
        assertThat(output.toString().split("cannot be written", -1)).hasSize(2);
    }

    @Test
    void whatWasWrittenThoughTheAnswerGotLostIsThereOnce() {
        table.losingAnswers = true;
        trail.take(Happening.of(Kind.SIGNED_IN));
        trail.work();
        table.losingAnswers = false;
        trail.work();

        assertThat(table.entries()).hasSize(1);
    }

    @Test
    void beyondItsBoundTheQueueLosesTheNewestAndTheyAreCounted(CapturedOutput output) {
        table.down = true;
        for (int i = 0; i < MOST_WAITING + 7; i++) {
            trail.take(Happening.of(Kind.SIGN_IN_REJECTED));
        }
        trail.close();
        table.down = false;
        trail.work();

        assertThat(table.entries()).hasSizeBetween(MOST_WAITING, MOST_WAITING + 7);
        int missed = MOST_WAITING + 7 - table.entries().size();
        assertThat(output).contains(missed + " security events are missing in the database");
    }

    @Test
    void aFloodOfRefusalsDisplacesNoSignInAndFillsNoDisk() {
        table.down = true;
        for (int i = 0; i < 100_000; i++) {
            trail.take(Happening.refused(NOW));
        }
        trail.take(Happening.of(Kind.REFRESH_REUSED));
        for (int second = 1; second < 1000; second++) {
            for (int i = 0; i < 100; i++) {
                trail.take(Happening.refused(NOW.plusSeconds(second)));
            }
        }
        trail.take(Happening.of(Kind.SIGNED_OUT));
        table.down = false;
        trail.work();

        assertThat(table.entries())
                .extracting(EventStore.Entry::kind)
                .contains("REFRESH_REUSED", "SIGNED_OUT")
                .hasSizeBetween(MOST_WAITING, MOST_WAITING + 1000);
        assertThat(table.entries().stream()
                        .filter(entry -> entry.at().equals(NOW) && entry.kind().equals("REFUSED")))
                .hasSize(FREQUENT_PER_SECOND);
    }

    @Test
    void whatIsOlderThanItsRetentionIsForgottenInSmallSteps() {
        for (int i = 0; i < 1200; i++) {
            trail.take(Happening.of(Kind.SIGNED_IN, NOW.minusMillis(1)));
        }
        trail.take(Happening.of(Kind.SIGNED_OUT, NOW));
        trail.work();
        trail.work();
        trail.work();
        trail.work();

        assertThat(table.entries()).extracting(EventStore.Entry::kind).containsExactly("SIGNED_OUT");
        assertThat(table.largestPurge).isEqualTo(500);
    }

    @Test
    void aTableThatCannotBePurgedIsStillWritten() {
        table.unpurgeable = true;
        trail.work();
        trail.take(Happening.of(Kind.SIGNED_IN));
        trail.work();

        assertThat(table.entries()).hasSize(1);
    }

    @Test
    void atTheEndWhatWaitsIsWritten() {
        trail.take(Happening.of(Kind.SIGNED_IN));
        trail.close();

        assertThat(table.entries()).hasSize(1);
    }

    /** A table that is away, or does its work and fails to say so, when a test wants it. */
    private static final class Table implements EventStore {

        private final Map<String, Entry> rows = new LinkedHashMap<>();
        private volatile boolean down;
        private volatile boolean losingAnswers;
        private volatile boolean unpurgeable;
        private int largestPurge;

        synchronized List<Entry> entries() {
            return List.copyOf(rows.values());
        }

        @Override
        public synchronized void add(List<Entry> entries) {
            failIf(down);
            entries.forEach(entry -> rows.putIfAbsent(entry.id(), entry));
            failIf(losingAnswers);
        }

        @Override
        public synchronized int purge(Instant before, int atMost) {
            failIf(down || unpurgeable);
            List<String> old = rows.values().stream()
                    .filter(entry -> entry.at().isBefore(before))
                    .map(Entry::id)
                    .limit(atMost)
                    .toList();
            old.forEach(rows::remove);
            largestPurge = Math.max(largestPurge, old.size());
            return old.size();
        }

        private static void failIf(boolean wanted) {
            if (wanted) {
                throw new StoreUnavailableException("down on purpose", new IllegalStateException());
            }
        }
    }
}
