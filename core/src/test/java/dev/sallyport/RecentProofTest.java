package dev.sallyport;

import static dev.sallyport.Browser.code;
import static dev.sallyport.Browser.outcome;
import static dev.sallyport.Browser.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.web.Reply;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who changes what opens an account has proved a moment ago who they are, and was not only waved through somewhere. */
class RecentProofTest {

    private static final String NOT_RECENT = "insufficient_user_authentication";

    private final SocialScene scene = new SocialScene();
    private final Gate gate = scene.gate;
    private final Browser browser = gate.browser();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void rule35_a_session_is_as_old_as_the_providers_word() {
        var said = Gate.START.minus(Duration.ofMinutes(9)).plusMillis(500);
        scene.says(said);
        scene.signIn(browser);

        assertThat(text(browser.open(), "session", "authenticatedAt")).isEqualTo(said.toString());
        assertThat(scene.link(browser).status()).isEqualTo(200);
        gate.clock().advance(Duration.ofMinutes(2));
        assertThat(code(scene.link(browser))).isEqualTo(NOT_RECENT);
    }

    @Test
    void rule35_who_was_waved_through_at_the_provider_changes_nothing() {
        scene.says(null);
        scene.signIn(browser);

        assertThat(outcome(browser.postProfile())).isEqualTo("admitted");
        assertThat(code(scene.link(browser))).isEqualTo(NOT_RECENT);
        assertThat(code(scene.unlink(browser, onlyLink()))).isEqualTo(NOT_RECENT);
        browser.refresh();
        assertThat(code(scene.link(browser))).isEqualTo(NOT_RECENT);
    }

    @Test
    void rule35_who_signs_in_once_more_is_asked_there_who_they_are_and_may_go_on() {
        scene.says(null);
        scene.signIn(browser);
        assertThat(scene.start(gate.browser(), "/").getQuery()).doesNotContain("max_age");

        assertThat(scene.start(browser, "/").getQuery()).contains("max_age=600", "prompt=login");
        scene.says(gate.clock().instant());
        scene.signIn(browser);
        assertThat(scene.link(browser).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rule35_an_answer_without_proof_is_no_second_sign_in_and_ends_nothing(boolean silent) {
        scene.signIn(browser);
        Browser before = browser.copy();
        scene.says(silent ? null : Gate.START.minus(Duration.ofHours(1)));
        Reply reply = scene.signIn(browser);

        assertThat(code(reply)).isEqualTo(NOT_RECENT);
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.cookies()).isEmpty();
        assertThat(text(reply, "startAgain")).contains("/start?");
        assertThat(outcome(before.get())).isEqualTo("admitted");
    }

    @Test
    void rule35_nobody_links_an_account_whose_owner_only_left_it_signed_in_at_the_provider() {
        Browser alice = gate.browser().signedIn("alice");
        scene.says(Gate.START.minus(Duration.ofHours(1)));
        Reply reply = scene.arrive(alice, agreeToLink(alice));

        assertThat(code(reply)).isEqualTo(NOT_RECENT);
        assertThat(gate.links().of("id-of-alice")).isEmpty();
    }

    @Test
    void a_password_is_proof_for_a_provider_that_cannot_be_asked() {
        scene.know("reauthentication", "none");
        scene.says(null);
        Browser alice = gate.browser().signedIn("alice");
        scene.arrive(alice, agreeToLink(alice));
        assertThat(gate.links().of("id-of-alice")).hasSize(1);

        scene.signIn(alice);
        assertThat(code(scene.link(alice))).isEqualTo(NOT_RECENT);
        alice.signIn("alice");
        assertThat(scene.link(alice).status()).isEqualTo(200);
    }

    @Test
    void who_has_no_password_and_only_a_provider_that_is_taken_on_trust_is_not_stuck() {
        scene.know("reauthentication", "assumed");
        scene.says(null);
        scene.signIn(browser);

        assertThat(scene.link(browser).status()).isEqualTo(200);
        gate.clock().advance(Duration.ofMinutes(11));
        browser.refresh();
        assertThat(code(scene.link(browser))).isEqualTo(NOT_RECENT);
        scene.signIn(browser);
        assertThat(scene.link(browser).status()).isEqualTo(200);
    }

    @Test
    void rule35_an_exchanged_token_is_as_old_as_it_says() {
        browser.open();
        scene.exchange(browser, scene.idTokenOf(browser));
        assertThat(scene.link(browser).status()).isEqualTo(200);
        gate.clock().advance(Duration.ofMinutes(11));
        assertThat(code(scene.link(browser))).isEqualTo("access_expired");
        browser.refresh();
        assertThat(code(scene.link(browser))).isEqualTo(NOT_RECENT);
    }

    private Map<String, String> agreeToLink(Browser browser) {
        return scene.provider.authorize(java.net.URI.create(text(scene.link(browser), "location")));
    }

    private String onlyLink() {
        return gate.links().of(text(browser.open(), "user", "id")).get(0).id();
    }
}
