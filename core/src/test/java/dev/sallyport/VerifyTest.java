package dev.sallyport;

import static dev.sallyport.Browser.ACCESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.web.Reply;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyTest {

    private static final Map<String, Object> INACTIVE = Map.of("active", false);

    private final Gate gate = new Gate();
    private final Browser alice = gate.browser();
    private String token;

    @BeforeEach
    void she_is_signed_in() {
        token = alice.signedIn("alice").jar().value(ACCESS).orElseThrow();
    }

    @Test
    void a_token_that_holds_is_active_and_its_claims_are_told() {
        Reply reply = verify(token);
        Map<?, ?> claims = (Map<?, ?>) ((Map<?, ?>) reply.body()).get("claims");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(((Map<?, ?>) reply.body()).get("active")).isEqualTo(true);
        assertThat(claims.get("sub")).isEqualTo("id-of-alice");
        assertThat(claims.get("sid")).isEqualTo(alice.sessionId());
        assertThat(reply.headers()).contains(new Reply.Header("Cache-Control", "no-store"));
    }

    @Test
    void rule4_no_personal_data_is_in_it() {
        assertThat(verify(token).body().toString())
                .doesNotContain("alice@example.com")
                .doesNotContain("=alice,");
    }

    @Test
    void one_that_is_over_is_inactive() {
        gate.clock().advance(Duration.ofMinutes(6));

        assertThat(verify(token).body()).isEqualTo(INACTIVE);
    }

    @Test
    void rule19_one_of_an_ended_session_is_inactive_at_once() {
        alice.signOut();

        assertThat(verify(token).body()).isEqualTo(INACTIVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "a.b.c", "bnVsbA.e30.AAAA"})
    void anything_else_is_inactive_with_the_very_same_answer(String text) {
        Reply reply = verify(text);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(INACTIVE);
    }

    @Test
    void rule15_a_refresh_token_is_inactive() {
        assertThat(verify(alice.refreshToken().orElseThrow()).body()).isEqualTo(INACTIVE);
    }

    @Test
    void rule5_another_site_may_not_ask_and_its_body_is_not_read() {
        var request = gate.browser()
                .post()
                .without("Sec-Fetch-Site")
                .header("Sec-Fetch-Site", "cross-site")
                .build();
        Reply reply = gate.sallyport().verify(request, () -> {
            throw new AssertionError("the body was read");
        });

        assertThat(Browser.code(reply)).isEqualTo("cross_site");
    }

    private Reply verify(String text) {
        return gate.sallyport().verify(gate.browser().post().build(), () -> text);
    }
}
