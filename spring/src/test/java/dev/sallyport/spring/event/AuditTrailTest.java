package dev.sallyport.spring.event;

import static dev.sallyport.spring.event.AuditTrail.MOST_WAITING;
import static dev.sallyport.spring.event.Happening.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Refusal;
import dev.sallyport.SecurityEvent;
import dev.sallyport.SecurityEvent.Kind;
import dev.sallyport.session.EventStore;
import dev.sallyport.session.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class AuditTrailTest {

    private static final int KEPT = 1000;

    private final Table table = new Table();
    private final AuditTrail trail = trail(Clock.fixed(NOW.plus(Duration.ofDays(90)), ZoneOffset.UTC));

    private AuditTrail trail(Clock clock) {
        return new AuditTrail(table, Duration.ofDays(90), KEPT, clock);
    }

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
            trail.take(Happening.of(Kind.SIGNED_OUT));
        }
        trail.close();
        table.down = false;
        trail.work();

        assertThat(table.entries()).hasSizeBetween(MOST_WAITING, MOST_WAITING + 7);
        int missed = MOST_WAITING + 7 - table.entries().size();
        assertThat(output).contains(missed + " security events are missing in the database");
    }

    @Test
    void aFloodOfRefusalsDisplacesNoSignInAndIsOneRow() {
        table.down = true;
        for (int i = 0; i < 100_000; i++) {
            trail.take(Happening.refused(NOW));
        }
        trail.take(Happening.of(Kind.REFRESH_REUSED));
        trail.work();
        table.down = false;
        trail.work();

        assertThat(table.entries()).extracting(EventStore.Entry::kind).containsExactly("REFRESH_REUSED", "REFUSED");
        assertThat(table.entries().get(1).occurrences()).isEqualTo(100_000);
    }

    @Test
    void aDayOfRefusalsFromEverywhereLeavesAsManyRowsAsAreKeptAndTheSignInsAmidThem(CapturedOutput output) {
        AtomicReference<Instant> now = new AtomicReference<>(NOW);
        AuditTrail aDay = trail(new FollowingClock(now));
        aDay.take(Happening.of(Kind.SIGNED_IN));
        aDay.take(Happening.of(Kind.REFUSED));
        for (int minute = 0; minute < 24 * 60; minute++) {
            now.set(NOW.plus(Duration.ofMinutes(minute)));
            for (int network = 0; network < 500; network++) {
                aDay.take(strangers(now.get(), network));
            }
            aDay.work();
        }
        for (int step = 0; step < 100; step++) {
            now.set(now.get().plus(Duration.ofHours(1)));
            aDay.work();
        }
        aDay.close();

        assertThat(table.written).isEqualTo(101 * 24 * 60 + 2);
        assertThat(table.entries())
                .filteredOn(entry -> entry.userId().isEmpty())
                .hasSize(KEPT);
        assertThat(table.entries())
                .filteredOn(entry -> entry.userId().isPresent())
                .extracting(EventStore.Entry::kind)
                .containsExactly("SIGNED_IN", "REFUSED");
        assertThat(output).doesNotContain("missing in the database");
    }

    private static SecurityEvent strangers(Instant at, int network) {
        return new SecurityEvent(
                Kind.REFUSED,
                at,
                Optional.empty(),
                Optional.empty(),
                "2001:db8:0:" + Integer.toHexString(network) + "::1",
                Optional.of(Refusal.ACCESS_MISSING));
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
        private int written;

        synchronized List<Entry> entries() {
            return List.copyOf(rows.values());
        }

        @Override
        public synchronized void add(List<Entry> entries) {
            failIf(down);
            for (Entry entry : entries) {
                Entry before = rows.putIfAbsent(entry.id(), entry);
                if (before == null) {
                    written++;
                } else if (before.occurrences() < entry.occurrences()) {
                    rows.put(entry.id(), entry);
                }
            }
            failIf(losingAnswers);
        }

        @Override
        public synchronized int purge(Instant before, int atMost) {
            failIf(down || unpurgeable);
            return remove(rows.values().stream()
                    .filter(entry -> entry.at().isBefore(before))
                    .map(Entry::id)
                    .limit(atMost)
                    .toList());
        }

        @Override
        public synchronized int purge(Group group, int kept, int atMost) {
            failIf(down || unpurgeable);
            return remove(rows.values().stream()
                    .filter(entry ->
                            entry.kind().equals(group.kind()) && entry.userId().isPresent() == group.namesUser())
                    .sorted(Comparator.comparing(Entry::at).reversed())
                    .map(Entry::id)
                    .skip(kept)
                    .limit(atMost)
                    .toList());
        }

        private int remove(List<String> old) {
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

    private static final class FollowingClock extends Clock {

        private final AtomicReference<Instant> now;

        FollowingClock(AtomicReference<Instant> now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
