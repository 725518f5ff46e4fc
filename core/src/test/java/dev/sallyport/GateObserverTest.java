package dev.sallyport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.session.Rotation.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told to whoever measures. */
class GateObserverTest {

    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final GateObserver observer = new GateObserver() {
        @Override
        public void refreshJudged(Verdict verdict) {
            verdicts.add(verdict);
        }

        @Override
        public <T> T askingProvider(String provider, Supplier<T> question) {
            asked.add(provider);
            return question.get();
        }
    };
    private final Gate gate = new Gate();
    private final Browser alice = gate.browser();

    @BeforeEach
    void she_signed_in_a_minute_ago() {
        gate.restart(observer);
        alice.signedIn("alice");
        gate.clock().advance(Duration.ofMinutes(1));
    }

    @Test
    void a_refresh_and_its_repeat() {
        Browser otherTab = alice.copy();
        alice.refresh();
        otherTab.refresh();

        assertThat(verdicts).containsExactly(Verdict.ROTATE, Verdict.REPEAT);
    }

    @Test
    void a_theft_and_what_the_owner_meets_then() {
        Browser thief = alice.copy();
        alice.refresh();
        gate.clock().advance(Duration.ofSeconds(30));
        thief.refresh();
        alice.refresh();

        assertThat(verdicts).containsExactly(Verdict.ROTATE, Verdict.STOLEN, Verdict.REVOKED);
    }

    @Test
    void a_token_that_two_parties_use_at_the_same_time() {
        Browser thief = alice.copy().movedTo("203.0.113.9").updatedTo("curl/8.14.1");
        alice.refresh();
        thief.refresh();

        assertThat(verdicts).containsExactly(Verdict.ROTATE, Verdict.SHARED);
    }

    @Test
    void a_session_whose_time_is_over() {
        String cookies = alice.jar().header();
        gate.clock().advance(Duration.ofDays(7));
        gate.refresh(alice.post().without("Cookie").header("Cookie", cookies));

        assertThat(verdicts).containsExactly(Verdict.EXPIRED);
    }

    @Test
    void nothing_is_told_of_a_race_that_was_lost_and_the_next_verdict_once() {
        gate.store().loseRaces(1);
        alice.refresh();

        assertThat(verdicts).containsExactly(Verdict.ROTATE);
    }

    @Test
    void nothing_is_told_of_a_refresh_without_a_csrf_token() {
        alice.jar().remove(Browser.CSRF);
        alice.refresh();

        assertThat(verdicts).isEmpty();
    }

    @Test
    void a_provider_is_asked_where_to_send_the_browser_and_who_came_back() {
        try (SocialScene scene = new SocialScene()) {
            scene.gate.restart(observer);
            Browser bob = scene.gate.browser();
            bob.open();
            Map<String, String> agreed = scene.agree(bob);
            assertThat(asked).containsExactly("test");

            scene.arrive(bob, agreed);
            assertThat(asked).containsExactly("test", "test");
        }
    }
}
