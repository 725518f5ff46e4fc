package dev.sallyport;

import static dev.sallyport.Browser.ACCESS;
import static dev.sallyport.Browser.CSRF;
import static dev.sallyport.Browser.REFRESH;
import static dev.sallyport.Browser.VISITOR;
import static dev.sallyport.Browser.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import dev.sallyport.SecurityEvent.Kind;
import dev.sallyport.web.Reply;
import dev.sallyport.web.RequestBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One person's day, from the first visit to the sign-out; {@link Gate#START} is when it begins. */
class SallyportStoryTest {

    private final Gate gate = new Gate();
    private final Browser alice = gate.browser();

    @Test
    void from_the_first_visit_to_the_sign_out() {
        she_comes_as_a_visitor();
        she_signs_in();
        she_reads_and_writes();
        neither_door_opens_to_another_sites_page();
        after_five_minutes_her_access_ends_and_a_refresh_brings_it_back();
        she_signs_out();
        // Refreshes and refusals are events, too, but frequent ones, which Gate leaves out.
        assertThat(gate.events()).containsExactly(Kind.SIGNED_IN, Kind.SIGNED_OUT);
    }

    @Test
    void a_copy_of_her_refresh_token_that_is_used_too_late_ends_her_session() {
        alice.signedIn("alice");
        Browser thief = alice.copy();
        alice.refresh();
        gate.clock().advance(Duration.ofMinutes(1));

        assertThat(Browser.code(thief.refresh())).isEqualTo("refresh_reused");
        assertThat(outcome(alice.get())).isEqualTo("anonymous session_revoked");
        assertThat(gate.events()).containsExactly(Kind.SIGNED_IN, Kind.REFRESH_REUSED);
    }

    private void she_comes_as_a_visitor() {
        Reply reply = alice.open();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body())
                .isEqualTo(Map.of(
                        "authenticated",
                        false,
                        "refreshable",
                        false,
                        "csrf",
                        Map.of(
                                "header",
                                "X-XSRF-TOKEN",
                                "token",
                                alice.jar().value(CSRF).orElseThrow())));
        assertThat(alice.jar().names()).containsExactlyInAnyOrder(VISITOR, CSRF);
        assertThat(outcome(alice.get())).isEqualTo("anonymous access_missing");
    }

    private void she_signs_in() {
        String visitorsToken = alice.jar().value(CSRF).orElseThrow();
        Reply reply = alice.signIn("alice");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(((Map<?, ?>) reply.body()).get("user"))
                .isEqualTo(Map.of(
                        "id",
                        "id-of-alice",
                        "username",
                        "alice",
                        "email",
                        "alice@example.com",
                        "roles",
                        List.of("admin", "user")));
        assertThat(Browser.text(reply, "session", "transport")).isEqualTo("cookie");
        assertThat(Browser.text(reply, "session", "expiresAt")).isEqualTo("2026-03-08T12:00:00.500Z");
        assertThat(Browser.text(reply, "accessExpiresAt")).isEqualTo("2026-03-01T12:05:01Z");
        assertThat(alice.jar().value(CSRF)).isPresent().get().isNotEqualTo(visitorsToken);
        assertThat(alice.jar().names()).containsExactlyInAnyOrder(ACCESS, REFRESH, CSRF);
    }

    private void she_reads_and_writes() {
        Caller caller = alice.get().caller().orElseThrow();

        assertThat(caller.userId()).isEqualTo("id-of-alice");
        assertThat(caller.hasRole("admin")).isTrue();
        assertThat(caller.hasRole("owner")).isFalse();
        assertThat(caller.methods()).containsExactly("pwd");
        assertThat(outcome(alice.postProfile())).isEqualTo("admitted");
        assertThat(alice.open().cookies())
                .as("set by a second GET /auth/session")
                .isEmpty();
    }

    /** The first door is the origin, the second the CSRF token, which {@link Browser#postProfile} sends as axios does. */
    private void neither_door_opens_to_another_sites_page() {
        RequestBuilder fromElsewhere = alice.post()
                .without("Sec-Fetch-Site")
                .header("Sec-Fetch-Site", "cross-site")
                .without("Origin")
                .header("Origin", "https://evil.example");
        RequestBuilder withoutToken = alice.post().without(Browser.CSRF_HEADER);

        assertThat(outcome(gate.sallyport().admit(fromElsewhere.build()))).isEqualTo("refused cross_site");
        assertThat(outcome(gate.sallyport().admit(withoutToken.build()))).isEqualTo("refused csrf_missing");
    }

    private void after_five_minutes_her_access_ends_and_a_refresh_brings_it_back() {
        gate.clock().advance(Duration.ofMinutes(6));
        assertThat(outcome(alice.get())).isEqualTo("anonymous access_expired");
        assertThat(alice.open().body())
                .asInstanceOf(MAP)
                .containsEntry("authenticated", false)
                .containsEntry("refreshable", true);

        assertThat(alice.refresh().status()).isEqualTo(200);
        assertThat(outcome(alice.postProfile())).isEqualTo("admitted");
    }

    private void she_signs_out() {
        Browser before = alice.copy();
        assertThat(alice.signOut().status()).isEqualTo(204);

        assertThat(alice.jar().names()).isEmpty();
        assertThat(outcome(alice.get())).isEqualTo("anonymous access_missing");
        assertThat(outcome(before.get())).isEqualTo("anonymous session_revoked");
        assertThat(Browser.code(before.refresh())).isEqualTo("session_revoked");
    }
}
