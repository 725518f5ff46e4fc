package dev.sallyport;

import static dev.sallyport.Browser.VISITOR;
import static dev.sallyport.Browser.code;
import static dev.sallyport.Browser.outcome;
import static dev.sallyport.Browser.text;
import static dev.sallyport.SocialScene.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.SecurityEvent.Kind;
import dev.sallyport.config.ConfigDraft;
import dev.sallyport.session.Transport;
import dev.sallyport.web.Reply;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Going to a provider, and coming back signed in. */
class SocialTest {

    private final SocialScene scene = new SocialScene();
    private final Gate gate = scene.gate;
    private final Browser browser = gate.browser();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void who_comes_back_is_signed_in_where_they_came_from() {
        Reply reply = scene.signIn(browser);

        assertThat(reply.status()).isEqualTo(303);
        assertThat(location(reply)).isEqualTo("/account");
        assertThat(reply.hasBody()).isFalse();
        assertThat(outcome(browser.postProfile())).isEqualTo("admitted");
        assertThat(gate.events()).containsExactly(Kind.IDENTITY_LINKED, Kind.SIGNED_IN);
    }

    @Test
    void rule25_the_same_person_is_the_same_user_on_every_device() {
        Browser phone = gate.browser();
        scene.signIn(browser);
        scene.signIn(phone);

        assertThat(userId(phone)).isEqualTo(userId(browser));
        assertThat(gate.links().of(userId(browser))).hasSize(1);
    }

    @Test
    void an_application_numbers_its_newcomers_itself() {
        gate.people().number();
        Browser phone = gate.browser();
        scene.signIn(browser);
        scene.signIn(phone);

        assertThat(userId(browser)).matches("10\\d\\d");
        assertThat(userId(phone)).isEqualTo(userId(browser));
        assertThat(gate.links().of(userId(browser))).hasSize(1);
    }

    @Test
    void rule24_a_callback_from_somebody_elses_trip_signs_nobody_in() {
        Browser attacker = gate.browser();
        Map<String, String> attackers = scene.agree(attacker);
        scene.start(browser, "/");

        assertRefused("state_mismatch", scene.arrive(browser, attackers));
        assertRefused("state_mismatch", scene.arrive(gate.browser(), attackers));
        // A stranger who got hold of the address has not spent it.
        assertThat(scene.arrive(attacker, attackers).status()).isEqualTo(303);
    }

    @Test
    void rule24_a_callback_is_good_once() {
        Map<String, String> parameters = scene.agree(browser);
        Browser copy = browser.copy();
        assertThat(scene.arrive(browser, parameters).status()).isEqualTo(303);

        assertRefused("state_mismatch", scene.arrive(copy, parameters));
        assertRefused("state_mismatch", scene.arrive(copy.at(gate.anotherNode()), parameters));
    }

    @Test
    void rule24_another_node_knows_what_was_used_on_this_one() {
        Map<String, String> parameters = scene.agree(browser);
        Browser copy = browser.copy();
        Gate other = gate.anotherNode();
        scene.arrive(browser, parameters);
        Reply reply = other.sallyport()
                .social()
                .callback(copy.arrival("/auth/social/test/callback").build(), "test", parameters);

        assertThat(code(reply)).isEqualTo("state_mismatch");
    }

    @Test
    void rule24_the_answer_of_one_provider_is_not_taken_for_anothers() {
        Map<String, String> parameters = scene.agree(browser);

        assertRefused("state_mismatch", scene.arrive(browser, "other", parameters));
        assertThat(scene.arrive(browser, parameters).status()).isEqualTo(303);
    }

    @Test
    void rule24_a_code_from_another_trip_of_the_same_browser_is_refused() {
        Map<String, String> stolen = scene.agree(gate.browser());
        Map<String, String> injected = new HashMap<>(scene.agree(browser));
        injected.put("code", stolen.get("code"));

        assertRefused("credentials_rejected", scene.arrive(browser, injected));
    }

    @Test
    void rule24_without_a_state_or_with_a_changed_one_nothing_happens() {
        Map<String, String> parameters = new HashMap<>(scene.agree(browser));
        String state = parameters.get("state");
        for (String wrong : List.of("", "x", state.substring(1), state + "A", state.toUpperCase(Locale.ROOT))) {
            parameters.put("state", wrong);
            assertRefused("state_mismatch", scene.arrive(browser, parameters));
        }
        parameters.remove("state");
        assertRefused("state_mismatch", scene.arrive(browser, parameters));
    }

    @Test
    void who_comes_back_late_is_told_so_and_where_to_start_again() {
        Map<String, String> parameters = scene.agree(browser);
        gate.clock().advance(Duration.ofHours(1));
        Reply reply = scene.arrive(browser, parameters);

        assertRefused("state_expired", reply);
        assertThat(text(reply, "startAgain")).isEqualTo("/auth/social/test/start?returnTo=%2Faccount");
        assertThat(text(reply, "returnTo")).isEqualTo("/account");
        assertThat(scene.signIn(browser).status()).isEqualTo(303);
    }

    @Test
    void who_cancels_is_told_so_and_can_start_again() {
        Map<String, String> parameters = new HashMap<>(scene.agree(browser));
        parameters.remove("code");
        parameters.put("error", "access_denied");
        Reply reply = scene.arrive(browser, parameters);

        assertRefused("access_denied", reply);
        assertThat(text(reply, "startAgain")).contains("/start?");
        assertThat(scene.signIn(browser).status()).isEqualTo(303);
    }

    @Test
    void two_tabs_go_there_at_once_and_whichever_is_back_first_signs_in() {
        Map<String, String> first = scene.agree(browser);
        Map<String, String> second = scene.agree(browser);

        assertThat(scene.arrive(browser, second).status()).isEqualTo(303);
        Reply late = scene.arrive(browser, first);
        assertRefused("state_mismatch", late);
        assertThat(text(late, "returnTo")).isEqualTo("/account");
        browser.open();
        assertThat(outcome(browser.postProfile())).isEqualTo("admitted");
    }

    @Test
    void rule8_the_visitor_dies_at_the_sign_in() {
        scene.start(browser, "/");
        Browser before = browser.copy();
        before.open();
        scene.signIn(browser);

        assertThat(browser.jar().value(VISITOR)).isEmpty();
        assertThat(code(before.signIn("alice"))).isEqualTo("csrf_mismatch");
    }

    @Test
    void rule18_the_session_before_is_ended_though_its_cookies_stay_behind_on_the_way() {
        browser.signedIn("bob");
        Browser before = browser.copy();
        scene.signIn(browser);

        assertThat(userId(browser)).isNotEqualTo("id-of-bob");
        assertThat(outcome(before.get())).isEqualTo("anonymous session_revoked");
    }

    @Test
    void rule25_a_verified_address_that_an_account_has_is_never_linked_silently() {
        scene.provider.twist(
                claims -> claims.claim("email", "alice@example.com").claim("email_verified", true));

        assertRefused("account_exists", scene.signIn(browser));
        assertThat(gate.links().of("id-of-alice")).isEmpty();
    }

    @Test
    void where_nobody_new_is_let_in_only_the_linked_sign_in() {
        gate.people().letIn(false);
        assertRefused("registration_closed", scene.signIn(browser));
        gate.people().letIn(true);
        assertThat(scene.signIn(browser).status()).isEqualTo(303);
        gate.people().letIn(false);
        assertThat(scene.signIn(gate.browser()).status()).isEqualTo(303);
    }

    @Test
    void who_was_disabled_is_refused_and_does_not_come_back_as_somebody_new() {
        scene.signIn(browser);
        String userId = userId(browser);
        gate.people().remove("new " + userId);

        assertRefused("credentials_rejected", scene.signIn(gate.browser()));
        gate.sallyport().social().forget(userId);
        assertThat(scene.signIn(gate.browser()).status()).isEqualTo(303);
    }

    @Test
    void rule27_a_return_target_of_another_site_is_refused_before_anybody_leaves() {
        Reply reply = gate.sallyport()
                .social()
                .start(
                        browser.request("GET", "/auth/social/test/start").build(),
                        "test",
                        Optional.of("//evil.example"));

        assertThat(code(reply)).isEqualTo("malformed_request");
    }

    @Test
    void nobody_is_sent_away_who_could_not_be_signed_in_on_return() {
        ConfigDraft draft = new ConfigDraft();
        draft.transports = List.of(Transport.HEADER);
        try (SocialScene programs = new SocialScene(draft)) {
            Browser page = programs.gate.browser();
            Reply reply = programs.gate
                    .sallyport()
                    .social()
                    .start(page.request("GET", "/auth/social/test/start").build(), "test", Optional.empty());

            assertThat(code(reply)).isEqualTo("transport_not_enabled");
        }
    }

    @Test
    void a_provider_that_is_down_is_a_fault_that_passes() {
        Map<String, String> parameters = scene.agree(browser);
        scene.close();
        Reply reply = scene.arrive(browser, parameters);

        assertRefused("provider_unavailable", reply);
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers()).extracting(Reply.Header::name).contains("Retry-After");
    }

    private static String userId(Browser browser) {
        return text(browser.open(), "user", "id");
    }

    private static void assertRefused(String code, Reply reply) {
        assertThat(code(reply)).isEqualTo(code);
        assertThat(reply.cookies()).isEmpty();
    }
}
