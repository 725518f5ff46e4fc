package dev.sallyport.session;

import static dev.sallyport.session.Sample.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.session.Rotation.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole table of verdicts. The session was refreshed once, a minute after the sign-in: from "first" to "second". */
class RotationTest {

    private static final Instant ROTATED_AT = Sample.NOW.plusSeconds(60);
    private static final long WEEK_AFTER_ROTATION = 604_800_000L - 60_000;

    private final Session fresh = Sample.session("s", "alice");
    private final Session rotated = Sample.rotated(fresh, ROTATED_AT);

    @ParameterizedTest(name = "grace {0} s, {1} presented {2} ms after the rotation: {3}")
    @CsvSource({
        // the current token, whenever
        " 30, second,       0, ROTATE",
        " 30, second,  999999, ROTATE",
        "  0, second,       0, ROTATE",
        " 30, second,   -5000, ROTATE",
        // the previous one within the grace window, which its last instant is not part of
        " 30, first,        0, REPEAT",
        " 30, first,    29999, REPEAT",
        " 30, first,    30000, STOLEN",
        " 30, first,    30001, STOLEN",
        "300, first,   299999, REPEAT",
        "300, first,   300000, STOLEN",
        // without grace there is no window
        "  0, first,        0, STOLEN",
        "  0, first,        1, STOLEN",
        // a request that was judged before the rotation, or by a clock that is behind, raced it
        " 30, first,       -1, REPEAT",
        " 30, first,    -5000, REPEAT",
        // but without grace nobody is repeated, whatever the clocks say
        "  0, first,       -1, STOLEN",
        "  0, first,    -5000, STOLEN",
        // anything older, even within the window
        " 30, older,        0, STOLEN",
        "300, older,        1, STOLEN",
        " 30, older,    -5000, STOLEN",
        " 30, '',           0, STOLEN",
    })
    void rule20_judges_what_is_presented(int grace, String presented, long millis, Verdict verdict) {
        assertThat(rotation(grace).judge(rotated, presented, CLIENT, ROTATED_AT.plusMillis(millis)))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"first, ROTATE", "second, STOLEN", "older, STOLEN"})
    void rule20_before_the_first_rotation_only_the_first_token_is_good(String presented, Verdict verdict) {
        assertThat(rotation(30).judge(fresh, presented, CLIENT, Sample.NOW)).isEqualTo(verdict);
    }

    @ParameterizedTest(name = "{0} presented {1} ms from the end: {2}")
    @CsvSource({
        "second, -1, ROTATE",
        "second,  0, EXPIRED",
        "second,  1, EXPIRED",
        "first,   0, EXPIRED",
        "older,   0, EXPIRED",
    })
    void rule20_no_token_is_good_past_the_first_expiry(String presented, long millis, Verdict verdict) {
        Instant now = ROTATED_AT.plusMillis(WEEK_AFTER_ROTATION + millis);

        assertThat(rotation(30).judge(rotated, presented, CLIENT, now)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"second, 0", "first, 0", "older, 0", "second, 999999999"})
    void an_ended_session_is_over_for_every_token_and_at_every_time(String presented, long millis) {
        Session ended = rotated.revoked(ROTATED_AT);

        assertThat(rotation(30).judge(ended, presented, CLIENT, ROTATED_AT.plusMillis(millis)))
                .isEqualTo(Verdict.REVOKED);
    }

    @ParameterizedTest(name = "idle limit an hour, {0} presented {1} ms after the last refresh: {2}")
    @CsvSource({
        "second, 3599999, ROTATE",
        "second, 3600000, EXPIRED",
        "second, 3600001, EXPIRED",
        "first,  3600000, EXPIRED",
        "first,  3599999, STOLEN",
    })
    void a_session_that_idled_too_long_is_over(String presented, long millis, Verdict verdict) {
        Rotation idle = new Rotation(Duration.ofSeconds(30), Optional.of(Duration.ofHours(1)));

        assertThat(idle.judge(rotated, presented, CLIENT, ROTATED_AT.plusMillis(millis)))
                .isEqualTo(verdict);
    }

    @ParameterizedTest(name = "\"{0}\" at {1} brings the previous token: {2}")
    @CsvSource({
        // another tab, or the same browser after a lost answer
        "Firefox 153, 192.0.2.7,    REPEAT",
        // it changed its network meanwhile, or was updated
        "Firefox 153, 198.51.100.4, REPEAT",
        "Firefox 154, 192.0.2.7,    REPEAT",
        "'',          192.0.2.7,    REPEAT",
        // nothing that one browser keeps is the same
        "Firefox 154, 198.51.100.4, SHARED",
        "curl/8.14,   198.51.100.4, SHARED",
        "'',          '',           SHARED",
    })
    void rule32_who_brings_the_previous_token_from_elsewhere_shares_it(
            String userAgent, String address, Verdict verdict) {
        Session theirs = fresh.rotatedTo("second", ROTATED_AT, new Session.Client("Firefox 153", "192.0.2.7"));
        Session.Client by = new Session.Client(userAgent, address);

        assertThat(rotation(30).judge(theirs, "first", by, ROTATED_AT)).isEqualTo(verdict);
        assertThat(rotation(30).judge(theirs, "second", by, ROTATED_AT)).isEqualTo(Verdict.ROTATE);
    }

    @ParameterizedTest(name = "{0} rotations before were repeated in a row: {1}")
    @CsvSource({"0, REPEAT", "1, REPEAT", "11, REPEAT", "12, SHARED", "13, SHARED"})
    void rule32_one_rotation_too_many_that_is_repeated_means_two_parties(int before, Verdict verdict) {
        Session session = fresh;
        for (int i = 0; i < before; i++) {
            session = session.rotatedTo("repeated " + i, ROTATED_AT, CLIENT).repeated();
        }
        session = session.rotatedTo("last", ROTATED_AT, CLIENT);
        String previous = session.family().previous().orElseThrow();

        assertThat(rotation(30).judge(session, previous, CLIENT, ROTATED_AT)).isEqualTo(verdict);
        assertThat(rotation(30).judge(session, "last", CLIENT, ROTATED_AT)).isEqualTo(Verdict.ROTATE);
        if (verdict == Verdict.REPEAT) {
            assertThat(rotation(30).judge(session.repeated(), previous, CLIENT, ROTATED_AT))
                    .as("the same rotation's token once more")
                    .isEqualTo(Verdict.REPEAT);
        }
    }

    @Test
    void rule32_a_rotation_that_nobody_repeated_ends_the_row() {
        Session session = fresh;
        for (int i = 0; i < 1_000; i++) {
            session = session.rotatedTo("successor " + i, ROTATED_AT, CLIENT);
            String previous = session.family().previous().orElseThrow();
            assertThat(rotation(30).judge(session, previous, CLIENT, ROTATED_AT))
                    .isEqualTo(Verdict.REPEAT);
            session = i % 12 == 11 ? session : session.repeated();
        }
    }

    @Test
    void a_refresh_begins_the_idle_time_anew_but_moves_no_end() {
        assertThat(rotated.times().lastSeenAt()).isEqualTo(ROTATED_AT);
        assertThat(rotated.times().expiresAt()).isEqualTo(fresh.times().expiresAt());
    }

    private static Rotation rotation(int grace) {
        return new Rotation(Duration.ofSeconds(grace), Optional.empty());
    }
}
