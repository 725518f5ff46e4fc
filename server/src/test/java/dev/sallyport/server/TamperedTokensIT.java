package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;

import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every token with each of its characters changed in turn, and cut short; the genuine one is as good as before. */
class TamperedTokensIT {

    private final ServerProcess server = Launch.shared();
    private HttpBrowser browser;

    @BeforeEach
    void signIn() {
        browser = server.signedIn();
    }

    @AfterEach
    void theSessionGoesOn() {
        assertThat(browser.post("/api/profile", Map.of())).isOk();
        assertThat(browser.post("/auth/refresh")).isOk();
    }

    @Test
    void aTamperedAccessTokenIsInvalid() {
        for (String tampered : tamperedWith(browser.cookie("access").orElseThrow())) {
            HttpBrowser forger = browser.twin().withCookie("access", tampered);
            assertThat(forger.get("/api/profile"))
                    .isRefusal(401, "access_invalid")
                    .setsNoCookie();
        }
    }

    @Test
    void aTamperedAccessTokenIsInactive() {
        for (String tampered : tamperedWith(browser.cookie("access").orElseThrow())) {
            Answer answer = browser.post("/auth/verify", Map.of("token", tampered));
            assertThat(answer).isOk().hasMembers(Map.of("active", false));
        }
    }

    @Test
    void aTamperedRefreshTokenIsUnknownAndEndsNothing() {
        for (String tampered : tamperedWith(browser.cookie("refresh").orElseThrow())) {
            HttpBrowser forger = browser.twin().withCookie("refresh", tampered);
            assertThat(forger.post("/auth/refresh"))
                    .isRefusal(401, "refresh_unknown")
                    .setsNoCookie();
        }
    }

    @Test
    void aTamperedCsrfTokenDoesNotMatch() {
        for (String tampered : tamperedWith(browser.cookie("XSRF-TOKEN").orElseThrow())) {
            HttpBrowser forger = browser.twin().withCookie("XSRF-TOKEN", tampered);
            assertThat(forger.post("/api/profile", Map.of()))
                    .isRefusal(403, "csrf_mismatch")
                    .setsNoCookie();
        }
    }

    @Test
    void aTamperedVisitorSignsNobodyInAndTheGenuineOneStillMay() {
        HttpBrowser visitor = server.browser();
        visitor.get("/auth/session");

        for (String tampered : tamperedWith(visitor.cookie("visitor").orElseThrow())) {
            HttpBrowser forger = visitor.twin().withCookie("visitor", tampered);
            assertThat(login(forger)).isRefusal(403, "csrf_mismatch").setsNoCookie();
        }
        assertThat(login(visitor)).isOk();
    }

    @Test
    void aTokenOfOneKindIsNoneOfAnother() {
        String access = browser.cookie("access").orElseThrow();
        String refresh = browser.cookie("refresh").orElseThrow();

        assertThat(browser.twin().withCookie("access", refresh).get("/api/profile"))
                .isRefusal(401, "access_invalid");
        assertThat(browser.twin().withCookie("refresh", access).post("/auth/refresh"))
                .isRefusal(401, "refresh_unknown");
    }

    private static Answer login(HttpBrowser browser) {
        return browser.post("/auth/login", Map.of("username", "demo", "password", Launch.PASSWORD));
    }

    private static List<String> tamperedWith(String token) {
        Stream<String> changed = IntStream.range(0, token.length())
                .mapToObj(at -> token.substring(0, at) + other(token.charAt(at)) + token.substring(at + 1));
        Stream<String> cut = Stream.of(
                token.substring(1), token.substring(0, token.length() - 1), token.substring(0, token.length() / 2));
        return Stream.concat(changed, cut).toList();
    }

    /** Another character that might stand in the same place. */
    private static char other(char c) {
        if (Character.isDigit(c)) {
            return c == '0' ? '1' : '0';
        }
        return c == 'A' ? 'B' : 'A';
    }
}
