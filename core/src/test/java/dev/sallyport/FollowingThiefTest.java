package dev.sallyport;

import static dev.sallyport.Browser.code;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.SecurityEvent.Kind;
import dev.sallyport.session.Rotation;
import dev.sallyport.web.Reply;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Lives of one session, of alice alone and with a thief who copied her cookies and comes within the grace of each of her
 * refreshes. {@code -Dlong.runs=100000} asks for more of them, a quarter as many, {@code -Dseed=} for others.
 */
@Tag("slow")
class FollowingThiefTest {

    private static final int RUNS = Integer.getInteger("long.runs", 2_000) / 4;
    private static final long SEED = Long.getLong("seed", 1);
    private static final int ROTATIONS = 100;

    /** More than her browser and her network do to her on a bad day: of ten refreshes two come twice. */
    private static final int MISHAPS_OF_TEN = 2;

    @Test
    void rule32_alice_whose_tabs_race_and_whose_answers_get_lost_stays_signed_in() {
        int mishaps = 0;
        for (long seed = SEED; seed < SEED + RUNS; seed++) {
            Life life = new Life(seed);
            for (int i = 0; i < ROTATIONS; i++) {
                mishaps += life.aliceRefreshes() ? 1 : 0;
                assertThat(life.isOver()).as("seed %d, rotation %d", seed, i).isFalse();
            }
        }
        System.out.printf(
                "%,d lives from seed %d: %,d rotations, %,d of them repeated by tabs and lost answers, 0 taken for theft%n",
                RUNS, SEED, RUNS * ROTATIONS, mishaps);
    }

    @ParameterizedTest(name = "a thief at {0} with {1} is caught after {2} rotations at most")
    @CsvSource({
        "192.0.2.7,    Firefox,     13",
        "203.0.113.9,  Firefox,     13",
        "192.0.2.7,    curl/8.14.1, 13",
        "203.0.113.9,  curl/8.14.1,  1",
    })
    void rule32_a_thief_who_follows_is_caught(String address, String userAgent, int atMost) {
        assertThat(atMost).isLessThanOrEqualTo(Rotation.MOST_REPEATED_IN_A_ROW + 1);
        int latest = 0;
        for (long seed = SEED; seed < SEED + RUNS; seed++) {
            Life life = new Life(seed);
            for (int i = life.random.nextInt(20); i > 0; i--) {
                life.aliceRefreshes();
            }
            latest = Math.max(latest, life.rotationsUntilCaught(address, userAgent));
        }
        System.out.printf(
                "%,d thieves at %s with %s from seed %d: caught after %d rotations at most%n",
                RUNS, address, userAgent, SEED, latest);
        assertThat(latest).isLessThanOrEqualTo(atMost);
    }

    private static final class Life {

        private final Random random;
        private final Gate gate = new Gate();
        private final Browser alice = gate.browser().signedIn("alice");

        Life(long seed) {
            random = new Random(seed);
        }

        /** Whether the token that she rotates comes twice. */
        boolean aliceRefreshes() {
            gate.clock().advance(Duration.ofMinutes(5));
            Browser asSheWas = alice.copy();
            assertThat(alice.refresh().status()).isEqualTo(200);
            boolean mishap = random.nextInt(10) < MISHAPS_OF_TEN;
            if (mishap) {
                withinTheGrace();
                assertThat(asSheWas.refresh().status()).isEqualTo(200);
            }
            return mishap;
        }

        int rotationsUntilCaught(String address, String userAgent) {
            Browser thief = alice.copy().movedTo(address).updatedTo(userAgent);
            for (int rotation = 1; ; rotation++) {
                gate.clock().advance(Duration.ofMinutes(5));
                // Who comes first is the one who rotates; the other's token then comes again.
                boolean aliceIsFirst = random.nextBoolean();
                Browser first = aliceIsFirst ? alice : thief;
                Browser second = aliceIsFirst ? thief : alice;
                assertThat(first.refresh().status()).isEqualTo(200);
                withinTheGrace();
                Reply followed = second.refresh();
                if (followed.status() != 200) {
                    assertThat(code(followed)).isEqualTo("refresh_reused");
                    assertThat(isOver()).isTrue();
                    assertThat(gate.events()).endsWith(Kind.REFRESH_SHARED);
                    return rotation;
                }
            }
        }

        boolean isOver() {
            return gate.store()
                    .liveSessions("id-of-alice", gate.clock().instant())
                    .isEmpty();
        }

        private void withinTheGrace() {
            gate.clock().advance(Duration.ofMillis(random.nextInt(30_000)));
        }
    }
}
