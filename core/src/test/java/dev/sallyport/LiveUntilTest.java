package dev.sallyport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.config.ConfigDraft;
import dev.sallyport.session.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Alice keeps a channel open; whoever watches it asks until when her session lasts. */
class LiveUntilTest {

    private static final Duration LIFE = Duration.ofDays(7);

    private final Gate gate = new Gate();
    private final Browser alice = gate.browser().signedIn("alice");
    private final Caller caller = alice.get().caller().orElseThrow();

    @Test
    void it_lasts_until_its_end() {
        gate.clock().advance(Duration.ofMinutes(1));

        assertThat(end()).contains(Gate.START.plus(LIFE));
    }

    @Test
    void a_refresh_puts_an_idle_end_off() {
        ConfigDraft draft = new ConfigDraft();
        draft.idle = Optional.of(Duration.ofHours(1));
        gate.restart(draft);
        gate.clock().advance(Duration.ofMinutes(30));
        assertThat(end()).contains(Gate.START.plus(Duration.ofHours(1)));

        alice.refresh();

        assertThat(end()).contains(Gate.START.plus(Duration.ofMinutes(90)));
    }

    @Test
    void rule19_it_is_over_when_it_was_ended_wherever_that_was() {
        alice.at(gate.anotherNode()).signOut();

        assertThat(end()).isEmpty();
    }

    @Test
    void rule19_it_is_over_when_its_time_is() {
        gate.clock().advance(LIFE);

        assertThat(end()).isEmpty();
    }

    @Test
    void rule19_it_is_over_when_it_was_purged() {
        gate.store().forget(caller.sessionId());

        assertThat(end()).isEmpty();
    }

    @Test
    void rule19_it_is_over_when_its_user_is_gone_or_disabled_though_nobody_ended_it() {
        gate.people().remove("alice");

        assertThat(end()).isEmpty();
    }

    @Test
    void a_store_that_is_away_ends_nothing() {
        gate.store().down(true);

        assertThatThrownBy(this::end).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void accounts_that_fail_end_nothing() {
        IllegalStateException fault = new IllegalStateException("the directory is away");
        Accounts failing = new Accounts() {
            @Override
            public Optional<User> authenticate(String username, String password) {
                throw fault;
            }

            @Override
            public Optional<User> find(String userId) {
                throw fault;
            }
        };
        Sallyport withoutDirectory = Sallyport.builder(
                        new ConfigDraft().build(), Keys.of(gate.key()), gate.store(), failing, gate.clock())
                .build();

        assertThatThrownBy(() -> withoutDirectory.liveUntil(caller)).isSameAs(fault);
    }

    private Optional<Instant> end() {
        return gate.sallyport().liveUntil(caller);
    }
}
