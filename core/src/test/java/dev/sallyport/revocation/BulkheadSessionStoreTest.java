package dev.sallyport.revocation;

import static dev.sallyport.session.Sample.NOW;
import static dev.sallyport.session.Sample.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.SettableClock;
import dev.sallyport.session.InMemorySessionStore;
import dev.sallyport.session.SessionStore;
import dev.sallyport.session.SessionStoreContract;
import dev.sallyport.session.ShakyStore;
import dev.sallyport.session.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** It keeps every promise of the store behind it, and does not let everybody wait for one that is away. */
class BulkheadSessionStoreTest extends SessionStoreContract {

    private final SettableClock clock = new SettableClock(NOW);
    private final RevocationLag lag = new RevocationLag(Duration.ofSeconds(1), NOW);
    private final ShakyStore behind = new ShakyStore(new InMemorySessionStore());
    private final SessionStore store = new BulkheadSessionStore(behind, lag, clock);

    @Override
    protected SessionStore store() {
        return store;
    }

    @Test
    void while_the_store_is_away_four_may_wait_for_it_and_the_fifth_hears_at_once() {
        lag.failed(NOW, NOW);

        whileWaiting(
                4,
                () -> assertThatThrownBy(() -> store.find("s"))
                        .isInstanceOf(StoreUnavailableException.class)
                        .hasNoCause());
        assertThat(store.find("s")).isEmpty();
    }

    @Test
    void while_it_answers_any_number_may_wait() {
        whileWaiting(200, () -> assertThat(store.find("s")).isEmpty());
    }

    @Test
    void one_who_waited_in_vain_makes_room_for_the_next() {
        lag.failed(NOW, NOW);
        behind.down(true);
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> store.find("s")).hasMessage("down on purpose");
        }
    }

    @Test
    void a_store_that_answers_again_is_everybodys() {
        lag.failed(NOW, NOW);
        store.open(session("s", "alice"), Optional.empty(), List.of());

        whileWaiting(5, () -> assertThat(store.find("s")).isPresent());
    }

    @Test
    void it_notes_from_when_to_when_the_store_was_away_and_not_what_nobody_asked_it() {
        clock.advance(Duration.ofSeconds(10));
        behind.down(true);
        assertThatThrownBy(() -> store.revoke("s", NOW)).isInstanceOf(StoreUnavailableException.class);
        assertThat(lag.isFailing()).isTrue();
        clock.advance(Duration.ofSeconds(30));
        behind.down(false);
        store.liveSessions("alice", NOW);

        assertThat(lag.isFailing()).isFalse();
        assertThat(lag.silence(NOW, clock.instant())).isEqualTo(Duration.ofSeconds(30));
        assertThat(lag.asOf()).isEqualTo(NOW);
    }

    /** Does something while so many others are within a step of the store. */
    private void whileWaiting(int others, Runnable something) {
        if (others == 0) {
            something.run();
        } else {
            behind.slowToRevoke(() -> whileWaiting(others - 1, something));
            store.revoke("another", NOW);
        }
    }
}
