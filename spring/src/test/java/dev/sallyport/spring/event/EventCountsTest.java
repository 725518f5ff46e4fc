package dev.sallyport.spring.event;

import static dev.sallyport.spring.event.EventCounts.MOST_OF_NOBODY;
import static dev.sallyport.spring.event.EventCounts.MOST_WAITING;
import static dev.sallyport.spring.event.EventCounts.OTHERS;
import static dev.sallyport.spring.event.Happening.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.Refusal;
import dev.sallyport.SecurityEvent;
import dev.sallyport.SecurityEvent.Kind;
import dev.sallyport.session.EventStore.Entry;
import dev.sallyport.session.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventCountsTest {

    private static final Instant NEXT_MINUTE = NOW.plusSeconds(60);
    private static final String HOME = "192.0.2.1";

    private final EventCounts counts = new EventCounts();
    private final Map<String, Entry> rows = new LinkedHashMap<>();
    private int writes;

    @Test
    void whatDiffersInAnythingButItsInstantIsCountedApart() {
        for (int i = 0; i < 3; i++) {
            counts.count(event(Kind.REFUSED, NOW.plusSeconds(i), "alice", "one", HOME, Refusal.CSRF_MISSING));
            counts.count(event(Kind.REFUSED, NOW.plusSeconds(i), "alice", "two", HOME, Refusal.CSRF_MISSING));
            counts.count(event(Kind.REFUSED, NOW.plusSeconds(i), "bob", "one", HOME, Refusal.CSRF_MISSING));
            counts.count(event(Kind.REFUSED, NOW.plusSeconds(i), "alice", "one", "192.0.2.2", Refusal.CSRF_MISSING));
            counts.count(event(Kind.REFUSED, NOW.plusSeconds(i), "alice", "one", HOME, Refusal.CROSS_SITE));
            counts.count(event(Kind.SIGN_IN_REJECTED, NOW.plusSeconds(i), "alice", "one", HOME, Refusal.CSRF_MISSING));
        }
        write(NEXT_MINUTE);

        assertThat(rows.values())
                .hasSize(6)
                .allMatch(row -> row.occurrences() == 3 && row.at().equals(NOW));
    }

    @Test
    void whatIsNewIsWrittenAtOnceAndItsNumberWhenTheMinuteIsOver() {
        refuse(HOME, 1);
        write(NOW);
        assertThat(rows.values()).singleElement().matches(row -> row.occurrences() == 1);
        refuse(HOME, 999);
        write(NOW);
        assertThat(rows.values()).singleElement().matches(row -> row.occurrences() == 1);
        write(NEXT_MINUTE);

        assertThat(rows.values()).singleElement().matches(row -> row.occurrences() == 1000);
        assertThat(writes).isEqualTo(2);
    }

    @Test
    void whatOccurredOnceIsWrittenOnce() {
        refuse(HOME, 1);
        write(NOW);
        write(NEXT_MINUTE);

        assertThat(writes).isEqualTo(1);
    }

    @Test
    void eachMinuteIsAnotherEntry() {
        refuse(HOME, 1);
        counts.count(stranger(Kind.REFUSED, NEXT_MINUTE, HOME));
        write(Instant.MAX);

        assertThat(rows).hasSize(2);
    }

    @Test
    void theAddressesOfOneNetworkAreCountedAsOne() {
        for (int i = 0; i < 1000; i++) {
            refuse("2001:db8:1:2::" + Integer.toHexString(i), 1);
        }
        write(NEXT_MINUTE);

        assertThat(rows.values())
                .singleElement()
                .matches(row -> row.address().equals("2001:db8:1:2::/64") && row.occurrences() == 1000);
    }

    @Test
    void beyondTheEntriesOfAMinuteStrangersAreCountedTogetherByTheirReason() {
        for (int i = 0; i < 2 * MOST_OF_NOBODY; i++) {
            refuse("2001:db8:1:" + Integer.toHexString(i) + "::", 3);
        }
        write(NEXT_MINUTE);

        assertThat(rows).hasSize(MOST_OF_NOBODY + 1);
        assertThat(rows.values().stream().filter(row -> row.address().equals(OTHERS)))
                .singleElement()
                .matches(row ->
                        row.occurrences() == 3 * MOST_OF_NOBODY && row.refusal().equals(Optional.of("csrf_missing")));
    }

    @Test
    void aFloodOfStrangersTakesNoEntryOfAnotherKindOrOfWhoHasAName() {
        for (int i = 0; i < 10 * MOST_OF_NOBODY; i++) {
            refuse("2001:db8:1:" + Integer.toHexString(i) + "::", 1);
        }
        counts.count(stranger(Kind.SIGN_IN_REJECTED, NOW, HOME));
        counts.count(event(Kind.REFUSED, NOW, "alice", "one", HOME, Refusal.CSRF_MISSING));
        write(NEXT_MINUTE);

        assertThat(rows.values())
                .anyMatch(row ->
                        row.kind().equals("SIGN_IN_REJECTED") && row.address().equals(HOME))
                .anyMatch(row -> row.userId().equals(Optional.of("alice")));
    }

    @Test
    void whatTheStoreFailsAtIsDueAgainAndCountedOnce() {
        refuse(HOME, 5);
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> counts.write(NOW, batch -> {
                    keep(batch);
                    throw new StoreUnavailableException("the answer got lost");
                }));
        refuse(HOME, 5);
        write(NEXT_MINUTE);

        assertThat(rows.values()).singleElement().matches(row -> row.occurrences() == 10);
    }

    @Test
    void howMuchWaitsForADatabaseThatIsAwayIsBounded() {
        long counted = IntStream.range(0, 10 * MOST_WAITING)
                .filter(i -> counts.count(stranger(Kind.REFUSED, NOW.plus(Duration.ofMinutes(i)), HOME)))
                .count();

        assertThat(counted).isEqualTo(MOST_WAITING);
        write(Instant.MAX);
        assertThat(rows).hasSize(MOST_WAITING);
        assertThat(counts.count(stranger(Kind.REFUSED, NOW, HOME))).isTrue();
    }

    private void refuse(String address, int times) {
        IntStream.range(0, times).forEach(i -> counts.count(stranger(Kind.REFUSED, NOW, address)));
    }

    private void write(Instant now) {
        counts.write(now, this::keep);
    }

    private void keep(List<Entry> batch) {
        batch.forEach(entry -> rows.put(entry.id(), entry));
        writes += batch.size();
    }

    private static SecurityEvent stranger(Kind kind, Instant at, String address) {
        return new SecurityEvent(
                kind, at, Optional.empty(), Optional.empty(), address, Optional.of(Refusal.CSRF_MISSING));
    }

    private static SecurityEvent event(
            Kind kind, Instant at, String user, String session, String address, Refusal why) {
        return new SecurityEvent(kind, at, Optional.of(user), Optional.of(session), address, Optional.of(why));
    }
}
