package dev.sallyport;

import static dev.sallyport.Browser.ACCESS;
import static dev.sallyport.Browser.CSRF_HEADER;
import static dev.sallyport.Browser.REFRESH;
import static dev.sallyport.Browser.code;
import static dev.sallyport.Browser.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.SecurityEvent.Kind;
import dev.sallyport.web.Reply;
import dev.sallyport.web.RequestBuilder;
import dev.sallyport.web.SetCookie;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SignOutTest {

    private final Gate gate = new Gate();
    private final Browser alice = gate.browser();

    @Test
    void rule21_parent_and_child_are_dead_at_once() {
        alice.signedIn("alice");
        Browser parent = alice.copy();
        alice.refresh();
        Browser child = alice.copy();
        assertThat(alice.signOut().status()).isEqualTo(204);

        for (Browser copy : new Browser[] {parent, child}) {
            assertThat(outcome(copy.get())).isEqualTo("anonymous session_revoked");
            assertThat(outcome(copy.postProfile())).isEqualTo("anonymous session_revoked");
            assertThat(code(copy.refresh())).isEqualTo("session_revoked");
        }
        assertThat(gate.events()).containsExactly(Kind.SIGNED_IN, Kind.SIGNED_OUT);
    }

    @Test
    void rule21_each_cookie_is_expired_with_the_attributes_it_was_set_with() {
        alice.signedIn("alice");

        assertThat(alice.signOut().cookies())
                .extracting(SetCookie::header)
                .containsExactlyInAnyOrder(
                        "__Host-Http-access=; Max-Age=0; HttpOnly; Secure; SameSite=Strict; Path=/",
                        "__Host-Http-refresh=; Max-Age=0; HttpOnly; Secure; SameSite=Strict; Path=/",
                        "XSRF-TOKEN=; Max-Age=0; Secure; SameSite=Strict; Path=/");
    }

    @Test
    void rule19_a_token_given_while_the_sign_out_waited_for_the_store_is_dead_as_long_as_it_would_live() {
        alice.signedIn("alice");
        Browser otherTab = alice.copy();
        gate.store().slowToRevoke(() -> {
            gate.clock().advance(Duration.ofSeconds(20));
            otherTab.refresh();
        });
        alice.signOut();
        gate.clock().advance(Duration.ofMinutes(5).minusSeconds(2));
        gate.restart();

        assertThat(outcome(otherTab.get())).isEqualTo("anonymous session_revoked");
    }

    @Test
    void rule9_what_a_form_can_send_is_no_request_of_ours_but_first_of_all_it_is_another_sites() {
        alice.signedIn("alice");
        RequestBuilder form = alice.post().header("Content-Type", "text/plain").header("Content-Length", "9");
        Reply ownForm = gate.sallyport().signOut(form.build());
        Reply othersForm = gate.sallyport()
                .signOut(form.without("Sec-Fetch-Site")
                        .header("Sec-Fetch-Site", "cross-site")
                        .build());

        assertThat(code(ownForm)).isEqualTo("unsupported_media_type");
        assertThat(code(othersForm)).isEqualTo("cross_site");
        assertThat(outcome(alice.get())).isEqualTo("admitted");
    }

    @Test
    void a_session_is_ended_by_its_refresh_cookie_when_access_is_over() {
        alice.signedIn("alice");
        gate.clock().advance(Duration.ofMinutes(6));
        Browser before = alice.copy();
        alice.signOut();

        assertThat(code(before.refresh())).isEqualTo("session_revoked");
    }

    @Test
    void a_session_is_ended_by_its_access_cookie_when_the_refresh_cookie_is_gone() {
        alice.signedIn("alice");
        Browser before = alice.copy();
        alice.jar().remove(REFRESH);
        alice.signOut();

        assertThat(code(before.refresh())).isEqualTo("session_revoked");
    }

    @Test
    void without_a_session_there_is_nothing_to_end_and_nothing_to_complain_about() {
        Reply reply = gate.sallyport().signOut(alice.post().build());

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.cookies()).hasSize(3);
        assertThat(gate.events()).isEmpty();
    }

    @Test
    void twice_is_as_good_as_once() {
        alice.signedIn("alice");
        Browser again = alice.copy();
        alice.signOut();

        assertThat(again.signOut().status()).isEqualTo(204);
        assertThat(gate.events()).containsOnlyOnce(Kind.SIGNED_OUT);
    }

    @Test
    void rule7_nobody_is_signed_out_without_their_csrf_token() {
        alice.signedIn("alice");
        assertStaysIn(
                "csrf_missing",
                gate.sallyport().signOut(alice.post().without(CSRF_HEADER).build()));
        assertStaysIn(
                "csrf_mismatch",
                gate.sallyport()
                        .signOut(alice.post()
                                .without(CSRF_HEADER)
                                .header(CSRF_HEADER, "wrong")
                                .build()));

        alice.jar().remove(ACCESS);
        Reply reply = gate.sallyport().signOut(alice.post().without(CSRF_HEADER).build());
        assertThat(code(reply)).isEqualTo("csrf_missing");
    }

    @Test
    void rule5_another_site_signs_nobody_out() {
        alice.signedIn("alice");
        assertStaysIn(
                "cross_site",
                gate.sallyport()
                        .signOut(alice.post()
                                .without("Sec-Fetch-Site")
                                .header("Sec-Fetch-Site", "same-site")
                                .build()));
    }

    @Test
    void rule21_the_store_comes_first_so_that_a_fault_leaves_the_cookies() {
        alice.signedIn("alice");
        gate.store().down(true);
        Reply reply = alice.signOut();
        gate.store().down(false);

        assertThat(code(reply)).isEqualTo("store_unavailable");
        assertThat(reply.cookies()).isEmpty();
        assertThat(outcome(alice.get())).isEqualTo("admitted");
        assertThat(alice.signOut().status()).isEqualTo(204);
    }

    private void assertStaysIn(String code, Reply reply) {
        assertThat(code(reply)).isEqualTo(code);
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.cookies()).isEmpty();
        assertThat(outcome(alice.get())).isEqualTo("admitted");
    }
}
