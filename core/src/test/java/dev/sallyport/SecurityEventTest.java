package dev.sallyport;

import static dev.sallyport.Browser.CSRF_HEADER;
import static dev.sallyport.Browser.REFRESH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.SecurityEvent.Kind;
import dev.sallyport.config.ConfigDraft;
import dev.sallyport.session.Transport;
import dev.sallyport.web.Request;
import dev.sallyport.web.RequestBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the listener is told: each thing once, with the user and the session that the request proved. */
class SecurityEventTest {

    private static final String ALICE = "id-of-alice";

    private final Gate gate = new Gate();
    private final Browser alice = gate.browser();

    @Test
    void a_sign_in_and_a_sign_out_name_user_session_and_address() {
        alice.signedIn("alice");
        String session = alice.sessionId();
        alice.signOut();

        assertThat(gate.told()).containsExactly(event(Kind.SIGNED_IN, session), event(Kind.SIGNED_OUT, session));
    }

    @Test
    void a_sign_out_with_the_refresh_cookie_alone_names_them_too() {
        alice.signedIn("alice");
        String session = alice.sessionId();
        gate.clock().advance(Duration.ofMinutes(6));
        alice.signOut();

        assertThat(gate.lastTold()).isEqualTo(event(Kind.SIGNED_OUT, session));
    }

    @Test
    void a_wrong_password_is_a_rejection_of_nobody_known_and_no_refusal_besides() {
        alice.open();
        alice.signIn("alice", "wrong");

        assertThat(gate.told()).hasSize(1);
        assertThat(gate.lastTold().kind()).isEqualTo(Kind.SIGN_IN_REJECTED);
        assertThat(gate.lastTold().userId()).isEmpty();
        assertThat(gate.lastTold().refusal()).contains(Refusal.CREDENTIALS_REJECTED);
    }

    @Test
    void a_sign_in_in_place_of_somebody_elses_session_names_whose_was_ended() {
        alice.signedIn("alice");
        String session = alice.sessionId();
        alice.signIn("bob");

        assertThat(gate.told()).contains(event(Kind.SESSION_ENDED, session));
        assertThat(gate.lastTold().userId()).contains("id-of-bob");
    }

    @Test
    void a_rotation_and_its_repetition_are_told_apart() {
        alice.signedIn("alice");
        Browser otherTab = alice.copy();
        String session = alice.sessionId();
        alice.refresh();
        otherTab.refresh();

        assertThat(gate.told()).endsWith(event(Kind.REFRESHED, session), event(Kind.REFRESH_REPEATED, session));
    }

    @Test
    void who_loses_the_race_to_refresh_repeats_and_one_rotation_is_told() {
        alice.signedIn("alice");
        Browser rival = alice.copy();
        gate.store().overtakenBy(rival::refresh);
        alice.refresh();

        assertThat(gate.told())
                .extracting(SecurityEvent::kind)
                .containsExactly(Kind.SIGNED_IN, Kind.REFRESHED, Kind.REFRESH_REPEATED);
    }

    @Test
    void a_reuse_is_told_once_with_whose_session_it_was() {
        alice.signedIn("alice");
        Browser thief = alice.copy();
        String session = alice.sessionId();
        alice.refresh();
        gate.clock().advance(Duration.ofSeconds(30));
        thief.refresh();

        assertThat(gate.told()).hasSize(3);
        assertThat(gate.lastTold()).isEqualTo(refused(Kind.REFRESH_REUSED, session, Refusal.REFRESH_REUSED));
    }

    @Test
    void ending_one_names_that_one_and_ending_others_or_all_the_one_that_asked() {
        alice.signedIn("alice");
        String session = alice.sessionId();
        String other = gate.browser().signedIn("alice").sessionId();

        gate.sallyport().endSession(alice.request("DELETE", "/").build(), other);
        assertThat(gate.lastTold()).isEqualTo(event(Kind.SESSION_ENDED, other));
        gate.browser().signedIn("alice");
        gate.sallyport().endOtherSessions(alice.request("DELETE", "/").build());
        assertThat(gate.lastTold()).isEqualTo(event(Kind.OTHER_SESSIONS_ENDED, session));
        gate.sallyport().signOutEverywhere(alice.post().build());
        assertThat(gate.lastTold()).isEqualTo(event(Kind.ALL_SESSIONS_ENDED, session));
    }

    @Test
    void what_ended_nothing_is_no_event_however_often_it_is_asked_for() {
        ConfigDraft draft = new ConfigDraft();
        draft.transports = List.of(Transport.COOKIE, Transport.HEADER);
        gate.restart(draft);
        String token = Browser.text(
                gate.sallyport()
                        .signIn(
                                RequestBuilder.request("POST", "/auth/login").build(),
                                () -> SignIn.withPassword(
                                        Optional.of("header"),
                                        () -> gate.people().authenticate("alice", People.PASSWORD))),
                "accessToken");
        Request program = RequestBuilder.request("POST", "/")
                .header("Authorization", "JWT " + token)
                .build();
        gate.sallyport().endOtherSessions(program);
        gate.clock().advance(Duration.ofMinutes(6));
        gate.sallyport().signOut(program);
        gate.sallyport().signOut(program);

        assertThat(gate.events()).containsExactly(Kind.SIGNED_IN, Kind.SIGNED_OUT);
    }

    @Test
    void what_the_application_refuses_behind_the_gate_names_whom_the_gate_let_in() {
        alice.signedIn("alice");
        Request request = alice.post().build();
        gate.sallyport()
                .refuse(
                        request,
                        Problem.of(Refusal.FORBIDDEN),
                        gate.sallyport().admit(request).callerOrThrow());

        assertThat(gate.lastTold()).isEqualTo(refused(Kind.REFUSED, alice.sessionId(), Refusal.FORBIDDEN));
    }

    @Test
    void what_the_application_ends_comes_from_no_address() {
        gate.sallyport().revokeAll(ALICE);

        assertThat(gate.lastTold())
                .isEqualTo(new SecurityEvent(
                        Kind.ALL_SESSIONS_ENDED,
                        Gate.START,
                        Optional.of(ALICE),
                        Optional.empty(),
                        "",
                        Optional.empty()));
    }

    @Test
    void the_refresh_of_a_user_who_is_gone_ends_the_session_and_says_so() {
        alice.signedIn("alice");
        String session = alice.sessionId();
        gate.people().remove("alice");
        alice.refresh();

        assertThat(gate.told())
                .endsWith(event(Kind.SESSION_ENDED, session), refused(Kind.REFUSED, session, Refusal.SESSION_REVOKED));
    }

    @Test
    void what_the_second_door_refuses_names_the_session_it_was_sent_with() {
        alice.signedIn("alice");
        String session = alice.sessionId();
        Request profile = alice.post().without(CSRF_HEADER).build();

        answerTo(profile);
        assertThat(gate.lastTold()).isEqualTo(refused(Kind.REFUSED, session, Refusal.CSRF_MISSING));
        gate.refresh(alice.post().without(CSRF_HEADER));
        assertThat(gate.lastTold()).isEqualTo(refused(Kind.REFUSED, session, Refusal.CSRF_MISSING));
        gate.sallyport().signOut(profile);
        assertThat(gate.lastTold()).isEqualTo(refused(Kind.REFUSED, session, Refusal.CSRF_MISSING));
        gate.sallyport().endSession(alice.post().build(), "never-was");
        assertThat(gate.lastTold()).isEqualTo(refused(Kind.REFUSED, session, Refusal.NOT_FOUND));
    }

    @Test
    void what_the_first_door_refuses_is_told_and_nobodys() {
        alice.signedIn("alice");
        answerTo(alice.post()
                .without("Sec-Fetch-Site")
                .header("Sec-Fetch-Site", "cross-site")
                .build());

        assertThat(gate.lastTold().refusal()).contains(Refusal.CROSS_SITE);
        assertThat(gate.lastTold().userId()).isEmpty();
    }

    @Test
    void what_an_endpoint_refuses_is_told_once() {
        alice.open();
        alice.refresh();

        assertThat(gate.told()).hasSize(1);
        assertThat(gate.lastTold().refusal()).contains(Refusal.REFRESH_MISSING);
    }

    @Test
    void a_visitor_who_sees_what_everybody_may_see_is_no_event() {
        alice.open();
        answerTo(RequestBuilder.request("GET", "/").build());
        answerTo(RequestBuilder.request("GET", "/")
                .header("Cookie", "__Host-Http-access=nonsense")
                .build());

        assertThat(gate.told()).isEmpty();
    }

    @Test
    void an_address_that_a_proxy_made_up_is_cut() {
        SecurityEvent event = new SecurityEvent(
                Kind.REFUSED, Gate.START, Optional.empty(), Optional.empty(), "1".repeat(1000), Optional.empty());

        assertThat(event.remoteAddress()).hasSize(64);
    }

    @Test
    void rule18_no_event_holds_a_token_whatever_a_request_brings() {
        alice.signedIn("alice");
        Browser thief = alice.copy();
        List<String> secrets = List.of(
                alice.jar().value(Browser.ACCESS).orElseThrow(),
                alice.refreshToken().orElseThrow(),
                alice.jar().value(Browser.CSRF).orElseThrow(),
                People.PASSWORD);
        alice.signIn("alice", "wrong");
        alice.refresh();
        alice.refresh();
        thief.refresh();
        thief.jar().put(REFRESH, secrets.get(1) + "x");
        thief.refresh();
        answerTo(RequestBuilder.request("POST", "/")
                .header("Authorization", "JWT " + secrets.get(0))
                .build());

        assertThat(gate.told()).hasSizeGreaterThan(5);
        for (String secret : secrets) {
            assertThat(gate.told().toString()).doesNotContain(secret);
        }
    }

    @Test
    void a_listener_that_fails_changes_no_answer() {
        gate.restart(event -> {
            throw new IllegalStateException("full");
        });
        alice.open();
        assertThat(alice.signIn("alice", "wrong").status()).isEqualTo(401);
        assertThat(alice.signIn("alice").status()).isEqualTo(200);
        assertThat(alice.refresh().status()).isEqualTo(200);
        assertThat(alice.signOut().status()).isEqualTo(204);
        gate.sallyport().revokeAll(ALICE);

        assertThat(gate.told()).hasSize(5);
    }

    @ParameterizedTest
    @EnumSource
    void each_kind_is_explained_in_the_guide(Kind kind) throws IOException {
        String row = Files.readAllLines(Path.of("../docs/events.md")).stream()
                .filter(line -> line.startsWith("| `" + kind + "` |"))
                .findFirst()
                .orElseThrow();

        assertThat(row.endsWith("| yes |")).isEqualTo(kind.isFrequent());
    }

    /** As an adapter treats a request for the application. */
    private void answerTo(Request request) {
        if (gate.sallyport().admit(request) instanceof Decision.Refused refused) {
            gate.sallyport().refuse(request, refused.problem());
        }
    }

    private SecurityEvent event(Kind kind, String session) {
        return new SecurityEvent(
                kind, gate.clock().instant(), Optional.of(ALICE), Optional.of(session), "192.0.2.7", Optional.empty());
    }

    private SecurityEvent refused(Kind kind, String session, Refusal why) {
        return event(kind, session).because(why);
    }
}
