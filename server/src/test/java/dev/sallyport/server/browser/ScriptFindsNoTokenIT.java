package dev.sallyport.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.Cookie;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScriptFindsNoTokenIT extends BrowserTest {

    private static final Pattern JWT = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+");
    private static final List<String> TOKEN_COOKIES = List.of("access", "refresh");

    private static final String VERIFY = """
            token => fetch("/auth/verify", {
              method: "POST",
              headers: { "Content-Type": "application/json" },
              body: JSON.stringify({ token }),
            }).then((answer) => answer.text())
            """;

    /** What pages do with a token. */
    private static final List<String> CARELESS = List.of(
            "document.cookie = `carelessly=${token}`",
            "localStorage.setItem('token', token)",
            "sessionStorage.setItem('token', token)",
            "history.replaceState({ token }, '')",
            "globalThis.app = { deep: { inside: [token] } }",
            "new Promise(done => { const open = indexedDB.open('app');"
                    + " open.onupgradeneeded = () => open.result.createObjectStore('kept').add({ token }, 1);"
                    + " open.onsuccess = () => done(open.result.close()); })",
            "fetch('/auth/verify?' + token)");

    private final Set<String> tokens = new TreeSet<>();
    private DemoTab tab;

    @BeforeEach
    void signInWithAnInjectedScriptListening() {
        context.addInitScript(InjectedScript.LISTEN);
        tab = DemoTab.signedIn(
                context, stage.server("--sallyport.access-token.lifetime=3s").at("localhost"));
        rememberTokens();
    }

    @Test
    void inAllThatItSeesAndHearsFromSignInToRefresh() {
        tab.save();
        tab.awaitRefreshes(1);
        rememberTokens();
        assertThat(tab.page().evaluate(VERIFY, "no token")).isEqualTo("{\"active\":false}");

        String found = InjectedScript.search(tab.page());
        assertThat(found)
                .as("what was searched")
                .contains("GET /auth/session {", "POST /auth/login {", "POST /auth/refresh {")
                .contains("GET /auth/sessions [", "POST /api/profile {", "POST /auth/verify {", "XSRF-TOKEN");
        assertThat(tokens).hasSizeGreaterThanOrEqualTo(4).noneMatch(found::contains);
        assertThat(JWT.matcher(found).find()).isFalse();
    }

    @Test
    void becauseTheBrowserHoldsThemOutOfItsReach() {
        List<String> cookies = context.cookies().stream()
                .filter(cookie -> TOKEN_COOKIES.contains(cookie.name))
                .map(cookie -> String.join(
                        " ",
                        cookie.name,
                        cookie.domain,
                        cookie.path,
                        cookie.sameSite.name(),
                        cookie.httpOnly ? "HttpOnly" : "for script to read"))
                .toList();
        assertThat(cookies)
                .containsExactlyInAnyOrder("access localhost / STRICT HttpOnly", "refresh localhost / STRICT HttpOnly");
    }

    @Test
    void whereasACarelesslyKeptTokenIsFound() {
        for (String kept : CARELESS) {
            // Each has its own: a place where nothing is found must not pass for the sake of another.
            String token = "eyJhbGciOiJIUzI1NiJ9.e30.carelessly" + CARELESS.indexOf(kept);
            tab.page().evaluate("async token => { await (" + kept + "); }", token);
            assertThat(JWT.matcher(InjectedScript.search(tab.page())).results().map(match -> match.group()))
                    .as(kept)
                    .contains(token);
        }
    }

    /** Whole, and the parts that make them worth stealing: an answer may name the session, but not its secret. */
    private void rememberTokens() {
        for (Cookie cookie : context.cookies()) {
            if (TOKEN_COOKIES.contains(cookie.name)) {
                tokens.add(cookie.value);
                tokens.add(cookie.value.substring(cookie.value.lastIndexOf('.') + 1));
            }
        }
    }
}
