package dev.sallyport;

import static dev.sallyport.Browser.ACCESS;
import static dev.sallyport.Browser.CSRF;
import static dev.sallyport.Browser.CSRF_HEADER;
import static dev.sallyport.Browser.REFRESH;
import static dev.sallyport.Browser.VISITOR;
import static dev.sallyport.Browser.code;
import static dev.sallyport.Browser.outcome;
import static dev.sallyport.Browser.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.config.ConfigDraft;
import dev.sallyport.session.Transport;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One server with all three transports: each session's tokens travel its own way, and no other. */
class TransportTest {

    private final Gate gate = new Gate(allTransports());
    private final Browser browser = gate.browser();

    @Test
    void the_first_that_is_listed_is_the_default() {
        browser.open();

        assertThat(text(browser.signIn("alice"), "session", "transport")).isEqualTo("cookie");
    }

    @Test
    void memory_gives_the_access_token_in_the_body_and_the_refresh_token_in_a_cookie() {
        browser.open();
        Reply reply = signIn(browser, "memory");

        assertThat(body(reply)).containsKeys("accessToken", "csrf").doesNotContainKey("refreshToken");
        assertThat(body(reply)).containsEntry("tokenType", "JWT").containsEntry("expiresIn", 300L);
        assertThat(names(reply)).containsExactlyInAnyOrder(CSRF, REFRESH, VISITOR);
        assertThat(outcome(admit(program("GET", accessToken(reply))))).isEqualTo("admitted");
    }

    @Test
    void header_gives_both_in_the_body_and_sets_no_cookie() {
        Reply reply = signIn(RequestBuilder.request("POST", "/auth/login"), "header");

        assertThat(body(reply)).containsKeys("accessToken", "refreshToken").doesNotContainKey("csrf");
        assertThat(reply.cookies()).isEmpty();
        assertThat(reply.headers()).contains(new Reply.Header("Cache-Control", "no-store"));
        assertThat(outcome(admit(program("POST", accessToken(reply))))).isEqualTo("admitted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cookie", "memory"})
    void rule8_a_sign_in_that_sets_cookies_needs_a_csrf_token(String transport) {
        Reply reply = signIn(RequestBuilder.request("POST", "/auth/login"), transport);

        assertThat(code(reply)).isEqualTo("csrf_missing");
    }

    @Test
    void rule5_not_even_a_header_session_is_opened_from_another_site() {
        RequestBuilder request = RequestBuilder.request("POST", "/auth/login").header("Sec-Fetch-Site", "cross-site");

        assertThat(code(signIn(request, "header"))).isEqualTo("cross_site");
    }

    @Test
    void a_header_sign_in_leaves_the_cookies_and_their_session_alone() {
        browser.signedIn("alice");
        Reply reply = signIn(browser.post(), "header");

        assertThat(reply.cookies()).isEmpty();
        assertThat(outcome(browser.postProfile())).isEqualTo("admitted");
    }

    @Test
    void rule18_a_header_sign_in_ends_the_header_session_it_came_with() {
        String first = accessToken(signIn(RequestBuilder.request("POST", "/auth/login"), "header"));
        signIn(program("POST", first), "header");

        assertThat(outcome(admit(program("GET", first)))).isEqualTo("anonymous session_revoked");
    }

    @Test
    void rule18_a_memory_sign_in_ends_the_cookie_session_and_takes_its_access_cookie_away() {
        browser.signedIn("alice");
        Browser before = browser.copy();
        signIn(browser, "memory");

        assertThat(outcome(before.get())).isEqualTo("anonymous session_revoked");
        assertThat(browser.jar().value(ACCESS)).isEmpty();
        assertThat(outcome(browser.get())).isEqualTo("anonymous access_missing");
    }

    @Test
    void a_reload_with_memory_finds_its_session_by_the_refresh_cookie() {
        browser.open();
        signIn(browser, "memory");
        Reply reloaded = browser.open();

        assertThat(body(reloaded)).containsEntry("authenticated", false).containsEntry("refreshable", true);
        Reply reply = browser.refresh();
        assertThat(body(reply)).containsKey("accessToken").doesNotContainKey("refreshToken");
        assertThat(names(reply)).containsExactly(REFRESH);
        assertThat(outcome(admit(program("POST", accessToken(reply))))).isEqualTo("admitted");
    }

    @Test
    void rule7_a_refresh_with_memory_needs_the_csrf_token() {
        browser.open();
        signIn(browser, "memory");

        assertThat(code(gate.refresh(browser.post().without(CSRF_HEADER)))).isEqualTo("csrf_missing");
    }

    @Test
    void a_header_session_is_refreshed_by_its_token_in_the_body() {
        Reply first = signIn(RequestBuilder.request("POST", "/auth/login"), "header");
        Reply second = refresh(RequestBuilder.request("POST", "/auth/refresh"), refreshToken(first));

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.cookies()).isEmpty();
        assertThat(refreshToken(second)).isNotEqualTo(refreshToken(first));
        assertThat(refreshToken(refresh(RequestBuilder.request("POST", "/auth/refresh"), refreshToken(first))))
                .isEqualTo(refreshToken(second));
        assertThat(outcome(admit(program("GET", accessToken(second))))).isEqualTo("admitted");
    }

    @Test
    void rule20_a_stolen_token_in_a_body_ends_its_session() {
        Reply first = signIn(RequestBuilder.request("POST", "/auth/login"), "header");
        Reply second = refresh(RequestBuilder.request("POST", "/"), refreshToken(first));
        gate.clock().advance(Duration.ofSeconds(30));

        assertThat(code(refresh(RequestBuilder.request("POST", "/"), refreshToken(first))))
                .isEqualTo("refresh_reused");
        assertThat(outcome(admit(program("GET", accessToken(second))))).isEqualTo("anonymous session_revoked");
    }

    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {"COOKIE", "MEMORY"})
    void rule20_a_refresh_token_from_a_cookie_earns_nothing_in_a_body_and_is_not_spent(Transport transport) {
        browser.open();
        signIn(browser, transport.text());
        Reply reply = refresh(browser.post(), browser.refreshToken().orElseThrow());

        assertThat(code(reply)).isEqualTo("refresh_unknown");
        assertThat(reply.cookies()).isEmpty();
        assertThat(gate.store().rotations()).isZero();
        assertThat(browser.refresh().status()).isEqualTo(200);
    }

    @Test
    void a_refresh_token_from_a_body_earns_nothing_in_a_cookie() {
        Reply reply = signIn(RequestBuilder.request("POST", "/auth/login"), "header");
        browser.open();
        browser.jar().put(REFRESH, refreshToken(reply));

        assertThat(code(browser.refresh())).isEqualTo("refresh_unknown");
        assertThat(body(browser.open())).containsEntry("refreshable", false);
    }

    @Test
    void no_refresh_moves_a_cookie_sessions_token_into_a_body() {
        browser.signedIn("alice");

        assertThat(body(browser.refresh())).doesNotContainKeys("accessToken", "refreshToken");
    }

    @Test
    void rule15_a_cookies_access_token_is_worth_nothing_in_a_header_nor_a_headers_in_a_cookie() {
        browser.signedIn("alice");
        String cookies = browser.jar().value(ACCESS).orElseThrow();
        String headers = accessToken(signIn(RequestBuilder.request("POST", "/auth/login"), "header"));

        assertThat(outcome(admit(program("GET", cookies)))).isEqualTo("anonymous access_invalid");
        browser.jar().put(ACCESS, headers);
        assertThat(outcome(browser.get())).isEqualTo("anonymous access_invalid");
    }

    @Test
    void a_token_in_a_header_is_judged_alone() {
        browser.signedIn("alice");
        RequestBuilder twice = RequestBuilder.request("POST", "/")
                .header("Authorization", "JWT nonsense")
                .header("Cookie", browser.jar().header() + "; " + ACCESS + "=second");

        assertThat(outcome(admit(twice))).isEqualTo("anonymous access_invalid");
    }

    @ParameterizedTest
    @CsvSource({
        "POST,   ,            ,                        admitted",
        "DELETE, ,            ,                        admitted",
        "POST,   cross-site,  https://evil.test,       refused cross_site",
        "POST,   ,            https://evil.test,       refused origin_not_allowed",
        "GET,    cross-site,  https://evil.test,       admitted",
    })
    void what_carries_its_token_in_a_header_needs_no_csrf_token(
            String method, String site, String origin, String outcome) {
        String token = accessToken(signIn(RequestBuilder.request("POST", "/auth/login"), "header"));
        RequestBuilder request =
                program(method, token).header("Sec-Fetch-Site", site).header("Origin", origin);

        assertThat(outcome(admit(request))).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        ",                        admitted",
        "https://app.example.com, admitted",
        "https://evil.test,       refused origin_not_allowed",
    })
    void a_program_opens_a_websocket_without_an_origin_and_a_page_only_from_ours(String origin, String outcome) {
        String token = accessToken(signIn(RequestBuilder.request("POST", "/auth/login"), "header"));
        RequestBuilder request =
                program("GET", token).header("Upgrade", "websocket").header("Origin", origin);

        assertThat(outcome(admit(request))).isEqualTo(outcome);
    }

    @Test
    void the_session_answer_in_header_form_says_who_and_hands_out_nothing() {
        String token = accessToken(signIn(RequestBuilder.request("POST", "/auth/login"), "header"));
        Reply known = gate.sallyport().session(program("GET", token).build());

        assertThat(text(known, "user", "username")).isEqualTo("alice");
        assertThat(body(known)).doesNotContainKeys("csrf", "accessToken", "refreshToken");
        assertThat(known.cookies()).isEmpty();
    }

    @Test
    void a_page_with_an_ended_token_in_memory_finds_its_session_by_the_refresh_cookie() {
        browser.open();
        String token = accessToken(signIn(browser, "memory"));
        gate.clock().advance(Duration.ofMinutes(6));

        Reply reply = browser.attaching("JWT " + token).open();
        assertThat(body(reply)).containsEntry("refreshable", true).containsKey("csrf");
        assertThat(browser.refresh().status()).isEqualTo(200);
    }

    @Test
    void rule21_signing_out_in_header_form_ends_the_session_even_by_an_expired_token() {
        Reply signedIn = signIn(RequestBuilder.request("POST", "/auth/login"), "header");
        gate.clock().advance(Duration.ofMinutes(6));
        Reply reply =
                gate.sallyport().signOut(program("POST", accessToken(signedIn)).build());

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.cookies()).isEmpty();
        assertThat(code(refresh(RequestBuilder.request("POST", "/"), refreshToken(signedIn))))
                .isEqualTo("session_revoked");
    }

    @Test
    void rule21_signing_out_with_memory_takes_its_cookies_away() {
        browser.open();
        String token = accessToken(signIn(browser, "memory"));
        Reply reply = gate.sallyport().signOut(program("POST", token).build());

        assertThat(names(reply)).contains(REFRESH, CSRF);
        assertThat(code(browser.refresh())).isEqualTo("session_revoked");
    }

    @Test
    void a_session_whose_transport_is_no_longer_enabled_is_over() {
        Reply header = signIn(RequestBuilder.request("POST", "/auth/login"), "header");
        gate.restart(new ConfigDraft());

        assertThat(outcome(admit(program("GET", accessToken(header))))).isEqualTo("anonymous access_invalid");
        assertThat(code(refresh(RequestBuilder.request("POST", "/"), refreshToken(header))))
                .isEqualTo("transport_not_enabled");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            JWT x        | access_invalid    | JWT realm="api" | -
            jwt          | malformed_request | JWT realm="api" | -
            JWT a b      | malformed_request | JWT realm="api" | -
            Bearer x     | access_invalid    | JWT realm="api" | Bearer realm="api", error="invalid_token"
            Bearer       | malformed_request | JWT realm="api" | Bearer realm="api", error="invalid_request"
            Bearer a,b   | malformed_request | JWT realm="api" | Bearer realm="api", error="invalid_request"
            """)
    void a_refusal_in_header_form_is_a_challenge(String authorization, String code, String first, String second) {
        RequestBuilder request = RequestBuilder.request("GET", "/").header("Authorization", authorization);
        Decision decision = admit(request);
        assertThat(outcome(decision)).isEqualTo("anonymous " + code);

        Refusal because = decision.fold(caller -> null, refusal -> refusal, Problem::refusal);
        Reply reply = gate.sallyport().refuse(request.build(), Problem.of(because));
        assertThat(challenges(reply))
                .containsExactlyElementsOf(second == null ? List.of(first) : List.of(first, second));
        assertThat(reply.status()).isEqualTo(code.equals("malformed_request") ? 400 : 401);
    }

    @Test
    void prefixes_can_be_others() {
        ConfigDraft draft = allTransports();
        draft.prefixes = List.of("Token", "bearer");
        gate.restart(draft);
        Reply reply = signIn(RequestBuilder.request("POST", "/auth/login"), "header");

        assertThat(body(reply)).containsEntry("tokenType", "Token");
        assertThat(outcome(admit(
                        RequestBuilder.request("GET", "/").header("Authorization", "TOKEN " + accessToken(reply)))))
                .isEqualTo("admitted");
        assertThat(outcome(admit(program("GET", accessToken(reply))))).isEqualTo("anonymous access_missing");
    }

    private static ConfigDraft allTransports() {
        ConfigDraft draft = new ConfigDraft();
        draft.transports = List.of(Transport.values());
        return draft;
    }

    private Reply signIn(Browser who, String transport) {
        Reply reply = signIn(who.post(), transport);
        who.jar().take(reply.cookies());
        return reply;
    }

    private Reply signIn(RequestBuilder request, String transport) {
        return gate.sallyport()
                .signIn(
                        request.build(),
                        () -> SignIn.withPassword(
                                Optional.of(transport), () -> gate.people().authenticate("alice", People.PASSWORD)));
    }

    private Reply refresh(RequestBuilder request, String token) {
        return gate.sallyport().refresh(request.build(), () -> Optional.of(token));
    }

    private Decision admit(RequestBuilder request) {
        return gate.sallyport().admit(request.build());
    }

    private static RequestBuilder program(String method, String token) {
        return RequestBuilder.request(method, "/api/profile").header("Authorization", "JWT " + token);
    }

    private static String accessToken(Reply reply) {
        return text(reply, "accessToken");
    }

    private static String refreshToken(Reply reply) {
        return text(reply, "refreshToken");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> body(Reply reply) {
        return (Map<String, Object>) reply.body();
    }

    private static List<String> names(Reply reply) {
        return reply.cookies().stream().map(SetCookie::name).toList();
    }

    private static List<String> challenges(Reply reply) {
        return reply.headers().stream()
                .filter(header -> header.name().equals("WWW-Authenticate"))
                .map(Reply.Header::value)
                .toList();
    }
}
