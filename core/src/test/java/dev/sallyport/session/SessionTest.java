package dev.sallyport.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionTest {

    private final Session session = Sample.session("s", "alice");

    @ParameterizedTest(name = "{0} ms from its end: live {1}")
    @CsvSource({"-1, true", "0, false", "1, false"})
    void rule20_lives_until_its_end_exactly(long millis, boolean live) {
        assertThat(session.isLive(Sample.NOW.plus(Sample.WEEK).plusMillis(millis)))
                .isEqualTo(live);
    }

    @Test
    void an_ended_session_is_not_live() {
        assertThat(session.revoked(Sample.NOW).isLive(Sample.NOW)).isFalse();
    }

    @Test
    void a_rotation_remembers_one_token_before_the_current_one() {
        RefreshTokenFamily third =
                session.family().advancedTo("second", Sample.NOW).advancedTo("third", Sample.NOW.plusMillis(1));

        assertThat(third)
                .isEqualTo(new RefreshTokenFamily(
                        "third", Optional.of("second"), Optional.of(Sample.NOW.plusMillis(1)), Repeats.NONE));
    }

    @Test
    void what_a_client_says_of_itself_is_cut_to_what_every_store_can_keep() {
        Session.Client client = new Session.Client("d".repeat(5_000), "a".repeat(5_000));

        assertThat(client.userAgent()).hasSize(200);
        assertThat(client.address()).hasSize(64);
    }

    @Test
    void a_transport_is_known_by_its_name_only() {
        assertThat(Transport.named("memory")).contains(Transport.MEMORY);
        assertThat(Transport.named("MEMORY")).isEmpty();
    }
}
