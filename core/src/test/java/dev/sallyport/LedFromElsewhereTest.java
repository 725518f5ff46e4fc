package dev.sallyport;

import static dev.sallyport.Browser.code;
import static dev.sallyport.Browser.outcome;
import static dev.sallyport.Browser.text;
import static dev.sallyport.SocialScene.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.config.ConfigDraft;
import dev.sallyport.web.Reply;
import dev.sallyport.web.RequestBuilder;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People whom a page of another site sends to a provider. */
class LedFromElsewhereTest {

    private static final String START = "/auth/social/test/start";

    private final SocialScene scene = new SocialScene(trusting("https://partner.test"));
    private final Gate gate = scene.gate;
    private final Browser browser = gate.browser();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void rule18_nobody_leaves_before_they_were_asked_and_the_session_before_ends_all_the_same() {
        browser.signedIn("bob");
        Browser before = browser.copy();

        Reply asked = browser.keep(start(browser.arrival(START)));
        assertThat(asked.status()).isEqualTo(403);
        assertThat(code(asked)).isEqualTo("cross_site");
        assertThat(asked.cookies()).isEmpty();
        assertThat(text(asked, "returnTo")).isEqualTo("/account?tab=1");
        assertThat(text(asked, "provider")).isEqualTo("Test");
        assertThat(text(asked, "startAgain")).isEqualTo(START + "?returnTo=%2Faccount%3Ftab%3D1");
        assertThat(outcome(before.get())).isEqualTo("admitted");

        // They press the button, on a page of ours, and the session's cookies come along.
        Reply left = browser.keep(start(browser.request("GET", START)));
        Reply back = scene.arrive(browser, scene.provider.authorize(URI.create(location(left))));
        assertThat(location(back)).isEqualTo("/account?tab=1");
        assertThat(outcome(before.get())).isEqualTo("anonymous session_revoked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "anything"})
    void rule18_a_stranger_may_be_a_sibling_too(String site) {
        assertThat(code(start(from(site)))).isEqualTo("cross_site");
    }

    @ParameterizedTest
    @ValueSource(strings = {"same-origin", "none"})
    void who_presses_our_button_or_comes_by_themselves_leaves_at_once(String site) {
        assertThat(start(from(site)).status()).isEqualTo(303);
    }

    @Test
    void whose_browser_does_not_say_and_whom_a_listed_page_sends_leave_at_once() {
        assertThat(start(RequestBuilder.request("GET", START)).status()).isEqualTo(303);
        assertThat(start(from("cross-site").header("Referer", "https://partner.test/"))
                        .status())
                .isEqualTo(303);
        assertThat(code(start(from("cross-site").header("Referer", "https://partner.test.evil.test/"))))
                .isEqualTo("cross_site");
    }

    @Test
    void rule27_another_site_has_no_return_target_of_its_own_put_into_the_button() {
        Reply reply = gate.sallyport().social().start(from("cross-site").build(), "test", Optional.of("//evil.test"));

        assertThat(code(reply)).isEqualTo("malformed_request");
        assertThat(text(reply, "returnTo")).isEqualTo("/");
    }

    @Test
    void an_unknown_provider_has_no_button() {
        Reply reply = gate.sallyport().social().start(from("cross-site").build(), "pigeon", Optional.empty());

        assertThat(code(reply)).isEqualTo("not_found");
        assertThat(reply.body().toString()).doesNotContain("startAgain");
    }

    private static RequestBuilder from(String site) {
        return RequestBuilder.request("GET", START).header("Sec-Fetch-Site", site);
    }

    private Reply start(RequestBuilder request) {
        return gate.sallyport().social().start(request.build(), "test", Optional.of("/account?tab=1"));
    }

    private static ConfigDraft trusting(String origin) {
        ConfigDraft draft = new ConfigDraft();
        draft.allowedOrigins = List.of(origin);
        return draft;
    }
}
