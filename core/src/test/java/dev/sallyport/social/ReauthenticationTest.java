package dev.sallyport.social;

import static dev.sallyport.social.Scene.FLOW;
import static dev.sallyport.social.Scene.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.social.SocialException.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When somebody proved at a provider who they are: what it is asked, and what its answer is worth. */
class ReauthenticationTest {

    private static final AuthorizationParameters WITHIN = Scene.within(Duration.ofMinutes(10));

    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void rule35_a_provider_is_asked_where_recent_proof_is_wanted_and_not_at_other_times() throws SocialException {
        assertThat(asked(WITHIN)).containsEntry("max_age", "600").containsEntry("prompt", "login");
        assertThat(asked(FLOW)).doesNotContainKeys("max_age", "prompt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "assumed"})
    void rule35_a_provider_that_is_said_not_to_answer_is_not_asked(String reauthentication) throws SocialException {
        scene.with("reauthentication", reauthentication);

        assertThat(asked(WITHIN)).doesNotContainKeys("max_age", "prompt");
        assertThat(arrive(WITHIN, null).identity().subject()).isEqualTo(FakeProvider.ALICE);
    }

    @ParameterizedTest(name = "{0} s from now")
    @ValueSource(longs = {0, -1, -600, 30})
    void rule35_who_proved_it_within_the_age_comes_in_and_no_later_than_now(long seconds) throws SocialException {
        Instant now = scene.time.instant();
        Instant said = now.plusSeconds(seconds);

        assertThat(arrive(WITHIN, said.getEpochSecond()).authenticatedAt()).contains(said.isAfter(now) ? now : said);
    }

    @ParameterizedTest(name = "{0} s from now: {1}")
    @CsvSource({"-601, NOT_RECENT", "-100000, NOT_RECENT", ", NOT_RECENT", "61, REJECTED", "1e300, REJECTED"})
    void rule35_silent_sign_on_is_no_proof_though_it_was_asked_for(Double seconds, Failure failure) {
        Double said = seconds == null ? null : scene.time.instant().getEpochSecond() + seconds;

        assertThat(failureOf(() -> arrive(WITHIN, said))).isEqualTo(failure);
    }

    @Test
    void rule35_elsewhere_what_it_says_is_kept_and_what_it_does_not_say_is_not_made_up() throws SocialException {
        Instant said = scene.time.instant().minusSeconds(100_000);

        assertThat(arrive(FLOW, said.getEpochSecond()).authenticatedAt()).contains(said);
        assertThat(arrive(FLOW, null).authenticatedAt()).isEmpty();
        assertThat(arrive(FLOW, -1e300).authenticatedAt()).contains(Instant.EPOCH);
    }

    @Test
    void rule35_of_a_provider_that_is_taken_on_trust_a_sign_in_counts_unless_it_says_otherwise()
            throws SocialException {
        scene.with("reauthentication", "assumed");
        Instant said = scene.time.instant().minusSeconds(100_000);

        assertThat(arrive(FLOW, null).authenticatedAt()).contains(scene.time.instant());
        assertThat(arrive(FLOW, said.getEpochSecond()).authenticatedAt()).contains(said);
    }

    @Test
    void rule35_evidence_is_as_old_as_its_id_token_says() throws SocialException {
        Instant said = scene.time.instant().minusSeconds(3600);
        String token = scene.fake.idToken(claims -> claims.claim("auth_time", said.getEpochSecond()));

        assertThat(scene.prove(new ProviderCredential.IdToken(token, Optional.empty()))
                        .authenticatedAt())
                .contains(said);
    }

    private Map<String, String> asked(AuthorizationParameters flow) throws SocialException {
        return FakeHttp.parameters(
                scene.providers.authorizationRequest(scene.provider, flow).getRawQuery());
    }

    /** Comes back from a provider that says so of when the person proved who they are. */
    private ProviderAuthentication arrive(AuthorizationParameters flow, Number authTime) throws SocialException {
        scene.fake.twist(claims -> claims.claim("auth_time", authTime));
        Map<String, String> answer = scene.fake.authorize(scene.providers.authorizationRequest(scene.provider, flow));
        return scene.providers.identify(scene.provider, flow, answer);
    }
}
