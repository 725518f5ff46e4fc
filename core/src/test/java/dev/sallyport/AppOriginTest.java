package dev.sallyport;

import static dev.sallyport.Browser.code;
import static dev.sallyport.Browser.outcome;
import static dev.sallyport.Browser.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.config.ConfigDraft;
import dev.sallyport.session.Transport;
import dev.sallyport.web.Reply;
import dev.sallyport.web.RequestBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of capacitor://localhost, which is listed: they carry their tokens themselves, and cookies do nothing for them. */
class AppOriginTest {

    private static final String APP = "capacitor://localhost";

    private final Gate gate = new Gate(draft());
    private final Browser alice = gate.browser().signedIn("alice");

    @Test
    void an_app_signs_in_acts_and_refreshes_with_tokens_of_its_own() {
        Reply reply = signIn(request("POST", "/auth/login"), "header");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.cookies()).isEmpty();
        RequestBuilder act =
                request("POST", "/api/profile").header("Authorization", "Bearer " + text(reply, "accessToken"));
        assertThat(outcome(gate.sallyport().admit(act.build()))).isEqualTo("admitted");
        Optional<String> refreshToken = Optional.of(text(reply, "refreshToken"));
        assertThat(gate.sallyport()
                        .refresh(request("POST", "/auth/refresh").build(), () -> refreshToken)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cookie", "memory"})
    void a_sign_in_with_cookies_is_refused_and_says_why(String transport) {
        Reply reply = signIn(withCookies("POST", "/auth/login"), transport);

        assertThat(code(reply)).isEqualTo("transport_not_enabled");
        assertThat(text(reply, "detail")).contains("signs in with the transport header");
        assertThat(reply.cookies()).isEmpty();
    }

    @Test
    void cookies_that_come_along_speak_for_nobody() {
        assertThat(outcome(gate.sallyport()
                        .admit(withCookies("POST", "/api/profile").build())))
                .isEqualTo("anonymous access_missing");
        assertThat(outcome(gate.sallyport()
                        .admit(withCookies("GET", "/api/profile").build())))
                .isEqualTo("anonymous access_missing");
        assertThat(outcome(gate.sallyport()
                        .admit(withCookies("GET", "/api/live")
                                .header("Upgrade", "websocket")
                                .build())))
                .isEqualTo("anonymous access_missing");
        assertThat(code(gate.refresh(withCookies("POST", "/auth/refresh")))).isEqualTo("refresh_missing");
        assertThat(code(gate.sallyport()
                        .signOutEverywhere(
                                withCookies("POST", "/auth/logout/all").build())))
                .isEqualTo("access_missing");
        gate.sallyport().signOut(withCookies("POST", "/auth/logout").build());
        assertThat(outcome(alice.postProfile())).isEqualTo("admitted");
    }

    @Test
    void the_session_answer_gives_it_no_cookie() {
        Reply reply =
                gate.sallyport().session(withCookies("GET", "/auth/session").build());

        assertThat(((Map<?, ?>) reply.body()).get("authenticated")).isEqualTo(false);
        assertThat(reply.cookies()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"capacitor://localhost.evil", "ionic://localhost", "chrome-extension://abcdefghijklmnop"})
    void an_app_that_is_not_listed_is_shut_out(String origin) {
        RequestBuilder request = RequestBuilder.request("POST", "/auth/login").header("Origin", origin);

        assertThat(code(signIn(request, "header"))).isEqualTo("origin_not_allowed");
    }

    private Reply signIn(RequestBuilder request, String transport) {
        return gate.sallyport()
                .signIn(
                        request.build(),
                        () -> SignIn.withPassword(
                                Optional.of(transport), () -> gate.people().authenticate("bob", People.PASSWORD)));
    }

    private static RequestBuilder request(String method, String path) {
        return RequestBuilder.request(method, path).header("Origin", APP).header("Sec-Fetch-Site", "cross-site");
    }

    /** With alice's cookies and her CSRF token, as no browser should send them. */
    private RequestBuilder withCookies(String method, String path) {
        return alice.request(method, path)
                .without("Origin")
                .without("Sec-Fetch-Site")
                .header("Origin", APP)
                .header("Sec-Fetch-Site", "cross-site");
    }

    private static ConfigDraft draft() {
        ConfigDraft draft = new ConfigDraft();
        draft.transports = List.of(Transport.values());
        draft.allowedOrigins = List.of(APP);
        return draft;
    }
}
