package dev.sallyport.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CookieLinesIT {

    private static final String TOKEN = "[A-Za-z0-9._-]+";
    private static final String WEEK = "; Max-Age=60[0-9]{4}";

    /** The two ways to serve: plain http for development, and behind an https origin. */
    enum Served {
        PLAINLY("", ""),
        SECURELY("__Host-Http-", "; Secure");

        private final String prefix;
        private final String secure;

        Served(String prefix, String secure) {
            this.prefix = prefix;
            this.secure = secure;
        }

        HttpBrowser browser() {
            return (this == PLAINLY
                            ? Launch.shared()
                            : Launch.shared("--sallyport.public-origin=https://app.example.com"))
                    .browser();
        }

        String access() {
            return prefix + "access";
        }

        String refresh() {
            return prefix + "refresh";
        }

        String visitor() {
            return prefix + "visitor";
        }

        String device() {
            return prefix + "device";
        }

        String session(String value, String age) {
            return value + age + "; HttpOnly" + secure + "; SameSite=Strict; Path=/";
        }

        String named(String value, String age) {
            return value + age + "; HttpOnly" + secure + "; SameSite=Lax; Path=/";
        }

        String csrf(String value, String age) {
            return value + age + secure + "; SameSite=Strict; Path=/";
        }
    }

    @ParameterizedTest
    @EnumSource
    void aVisitorIsGivenANameAndACsrfTokenUntilTheBrowserCloses(Served served) {
        assertCookies(
                served.browser().get("/auth/session"),
                Map.of(served.visitor(), served.named(TOKEN, ""), "XSRF-TOKEN", served.csrf(TOKEN, "")));
    }

    @ParameterizedTest
    @EnumSource
    void aSignInGivesBothTokensMakesTheBrowserKnownAndEndsTheVisitor(Served served) {
        assertCookies(
                served.browser().signIn("demo", Launch.PASSWORD),
                Map.of(
                        served.access(),
                        served.session(TOKEN, WEEK),
                        served.refresh(),
                        served.session(TOKEN, WEEK),
                        served.device(),
                        served.session(TOKEN, "; Max-Age=7776000"),
                        served.visitor(),
                        served.named("", "; Max-Age=0"),
                        "XSRF-TOKEN",
                        served.csrf(TOKEN, WEEK)));
    }

    @ParameterizedTest
    @EnumSource
    void aRefreshGivesBothTokensAndLeavesTheCsrfToken(Served served) {
        HttpBrowser browser = signedIn(served);

        assertCookies(
                browser.post("/auth/refresh"),
                Map.of(
                        served.access(), served.session(TOKEN, WEEK),
                        served.refresh(), served.session(TOKEN, WEEK)));
    }

    @ParameterizedTest
    @EnumSource
    void aLostCsrfTokenIsGivenAgainWithTheSession(Served served) {
        HttpBrowser browser = signedIn(served).without("XSRF-TOKEN");

        assertCookies(browser.get("/auth/session"), Map.of("XSRF-TOKEN", served.csrf(TOKEN, WEEK)));
    }

    @ParameterizedTest
    @EnumSource
    void aSignOutExpiresWhatTheSignInGave(Served served) {
        HttpBrowser browser = signedIn(served);

        assertCookies(
                browser.post("/auth/logout"),
                Map.of(
                        served.access(),
                        served.session("", "; Max-Age=0"),
                        served.refresh(),
                        served.session("", "; Max-Age=0"),
                        "XSRF-TOKEN",
                        served.csrf("", "; Max-Age=0")));
    }

    @ParameterizedTest
    @EnumSource
    void aSignOutEverywhereDoesToo(Served served) {
        HttpBrowser browser = signedIn(served);

        assertThat(browser.post("/auth/logout/all").cookies())
                .containsOnlyKeys(served.access(), served.refresh(), "XSRF-TOKEN")
                .allSatisfy((name, line) -> assertThat(line).startsWith(name + "=; Max-Age=0;"));
    }

    private static HttpBrowser signedIn(Served served) {
        HttpBrowser browser = served.browser();
        assertThat(browser.signIn("demo", Launch.PASSWORD).status()).isEqualTo(200);
        return browser;
    }

    private static void assertCookies(Answer answer, Map<String, String> expected) {
        Map<String, String> lines = answer.cookies();
        assertThat(lines).containsOnlyKeys(expected.keySet());
        lines.forEach((name, line) -> {
            assertThat(line).matches(Pattern.quote(name + "=") + expected.get(name));
            assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(4096);
        });
    }
}
