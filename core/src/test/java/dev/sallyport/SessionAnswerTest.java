package dev.sallyport;

import static dev.sallyport.Browser.ACCESS;
import static dev.sallyport.Browser.CSRF;
import static dev.sallyport.Browser.CSRF_HEADER;
import static dev.sallyport.Browser.REFRESH;
import static dev.sallyport.Browser.VISITOR;
import static dev.sallyport.Browser.outcome;
import static dev.sallyport.Browser.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.config.ConfigDraft;
import dev.sallyport.session.Session;
import dev.sallyport.web.Reply;
import dev.sallyport.web.RequestBuilder;
import dev.sallyport.web.SetCookie;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET session} in every state a browser can be in. */
class SessionAnswerTest {

    private final Gate gate = new Gate();
    private final Browser browser = gate.browser();

    @Test
    void a_newcomer_is_given_a_name_and_a_token_once() {
        assertThat(names(browser.open())).containsExactlyInAnyOrder(VISITOR, CSRF);
        assertThat(names(browser.open())).isEmpty();
    }

    @Test
    void rule7_a_planted_token_is_replaced() {
        browser.open();
        browser.jar().put(CSRF, "planted");

        assertThat(names(browser.open())).containsExactly(CSRF);
        assertThat(browser.signIn("alice").status()).isEqualTo(200);
    }

    @Test
    void a_made_up_visitor_name_is_replaced() {
        browser.jar().put(VISITOR, "mallory");

        assertThat(names(browser.open())).contains(VISITOR);
        assertThat(browser.jar().value(VISITOR)).isPresent().get().isNotEqualTo("mallory");
    }

    @Test
    void somebody_signed_in_is_told_who_they_are() {
        browser.signedIn("alice");
        Reply reply = browser.open();

        assertThat(text(reply, "user", "username")).isEqualTo("alice");
        assertThat(text(reply, "csrf", "header")).isEqualTo("X-XSRF-TOKEN");
        assertThat(text(reply, "csrf", "token"))
                .isEqualTo(browser.jar().value(CSRF).orElseThrow());
        assertThat(text(reply, "session", "authenticatedAt")).isEqualTo("2026-03-01T12:00:00.500Z");
        assertThat(reply.headers()).contains(new Reply.Header("Cache-Control", "no-store"));
    }

    @Test
    void somebody_whose_access_is_over_may_refresh_with_the_token_they_have() {
        browser.signedIn("alice");
        browser.jar().remove(ACCESS);
        Reply reply = browser.open();

        assertThat(isRefreshable(reply)).isTrue();
        assertThat(reply.cookies()).isEmpty();
        assertThat(browser.refresh().status()).isEqualTo(200);
    }

    @Test
    void a_stolen_token_is_not_worth_trying_and_asking_ends_nothing() {
        browser.signedIn("alice");
        Browser thief = browser.copy();
        browser.refresh();
        browser.refresh();
        thief.jar().remove(ACCESS);

        assertThat(isRefreshable(thief.open())).isFalse();
        assertThat(Browser.outcome(browser.postProfile())).isEqualTo("admitted");
    }

    @Test
    void a_token_of_an_ended_session_is_not_worth_trying_and_leaves_a_visitor_who_can_sign_in() {
        browser.signedIn("alice");
        Browser before = browser.copy();
        browser.signOut();

        assertThat(isRefreshable(before.open())).isFalse();
        assertThat(before.signIn("alice").status()).isEqualTo(200);
    }

    @Test
    void garbage_in_the_refresh_cookie_is_not_worth_trying() {
        browser.jar().put(REFRESH, "garbage");

        assertThat(isRefreshable(browser.open())).isFalse();
        assertThat(browser.signIn("alice").status()).isEqualTo(200);
    }

    @Test
    void what_another_node_ended_is_believed_here_and_the_visitor_can_sign_in_again() {
        browser.signedIn("alice");
        gate.store().revoke(browser.sessionId(), Gate.START);
        Reply reply = browser.open();

        assertThat(((Map<?, ?>) reply.body()).get("authenticated")).isEqualTo(false);
        assertThat(browser.signIn("alice").status()).isEqualTo(200);
    }

    @Test
    void a_user_who_is_gone_is_a_visitor() {
        browser.signedIn("alice");
        gate.people().remove("alice");

        assertThat(((Map<?, ?>) browser.open().body()).get("authenticated")).isEqualTo(false);
        assertThat(browser.signIn("bob").status()).isEqualTo(200);
    }

    @Test
    void the_csrf_cookie_lasts_no_longer_than_the_session() {
        browser.signedIn("alice");
        gate.clock().advance(Duration.ofMinutes(1));
        browser.jar().remove(CSRF);

        assertThat(browser.open().cookies())
                .extracting(SetCookie::maxAge)
                .containsExactly(Optional.of(Duration.ofDays(7).minusMinutes(1)));
    }

    @Test
    void a_doubled_cookie_is_told_even_here() {
        var request = browser.request("GET", "/").header("Cookie", ACCESS + "=a; " + ACCESS + "=b");

        assertThat(Browser.code(gate.sallyport().session(request.build()))).isEqualTo("duplicate_cookie");
    }

    @Test
    void the_key_set_of_an_hmac_key_is_empty_and_may_be_cached() {
        Reply reply = gate.sallyport().keySet();

        assertThat(reply.body()).isEqualTo(Map.of("keys", List.of()));
        assertThat(reply.headers()).containsExactly(new Reply.Header("Cache-Control", "public, max-age=300"));
    }

    @Test
    void at_rest_there_are_hashes_and_no_tokens() {
        browser.signedIn("alice");
        Session stored = gate.store().find(browser.sessionId()).orElseThrow();

        assertThat(stored.toString())
                .doesNotContain(browser.refreshToken().orElseThrow().substring(23))
                .doesNotContain(browser.jar().value(ACCESS).orElseThrow());
        assertThat(stored.family().current()).matches("[0-9a-f]{64}");
    }

    @ParameterizedTest
    @CsvSource({
        "cross-site,  ,                        navigate, false",
        "cross-site,  ,                        no-cors,  false",
        "cross-site,  null,                    cors,     false",
        "cross-site,  https://evil.test,       cors,     false",
        "cross-site,  https://spa.example.com, cors,     true",
        "same-site,   ,                        navigate, false",
        "same-site,   https://evil.example.com, cors,    false",
        "same-site,   https://spa.example.com, cors,     true",
        "same-origin, ,                        cors,     true",
        "same-origin, ,                        navigate, true",
        "none,        ,                        navigate, true",
        ",            https://evil.test,       ,         false",
        ",            https://spa.example.com, ,         true",
        ",            https://app.example.com, ,         true",
        ",            ,                        ,         true",
    })
    void cookies_are_given_where_our_own_page_or_a_listed_one_asks(
            String site, String origin, String mode, boolean given) {
        ConfigDraft draft = new ConfigDraft();
        draft.allowedOrigins = List.of("https://spa.example.com");
        gate.restart(draft);
        var request = RequestBuilder.request("GET", "/auth/session")
                .header("Sec-Fetch-Site", site)
                .header("Origin", origin)
                .header("Sec-Fetch-Mode", mode);

        assertThat(names(gate.sallyport().session(request.build())))
                .isEqualTo(given ? List.of(CSRF, VISITOR) : List.of());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rule7_a_link_on_another_site_takes_no_tabs_csrf_cookie_away(boolean signedIn) {
        browser.open();
        if (signedIn) {
            browser.signIn("alice");
        }

        browser.keep(gate.sallyport().session(browser.arrival("/auth/session").build()));

        assertThat(signedIn ? outcome(browser.postProfile()) : "admitted").isEqualTo("admitted");
        assertThat(browser.signIn("alice").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"XSRF-TOKEN=planted; %s", "%s; XSRF-TOKEN=planted"})
    void rule7_beside_a_planted_token_the_answer_has_one_that_is_good(String cookies) {
        browser.signedIn("alice");
        var request = browser.request("GET", "/auth/session").without("Cookie");
        Reply reply = browser.keep(gate.sallyport()
                .session(
                        request.header("Cookie", cookies.formatted(browser.jar().header()))
                                .build()));

        var post = browser.post().without(CSRF_HEADER).header(CSRF_HEADER, text(reply, "csrf", "token"));
        assertThat(outcome(gate.sallyport().admit(post.build()))).isEqualTo("admitted");
    }

    private static boolean isRefreshable(Reply reply) {
        return (boolean) ((Map<?, ?>) reply.body()).get("refreshable");
    }

    private static List<String> names(Reply reply) {
        return reply.cookies().stream().map(SetCookie::name).toList();
    }
}
