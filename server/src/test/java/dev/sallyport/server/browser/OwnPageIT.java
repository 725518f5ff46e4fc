package dev.sallyport.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.browser.AccessLog.Seen;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the other sites' requests lack, shown on requests that come from our own page and differ in nothing else. */
class OwnPageIT extends AttackedTest {

    private static final String EDIT = """
            ([name, token]) => fetch("/api/profile", {
              method: "POST",
              headers: { "Content-Type": "application/json", ...(token && { "X-XSRF-TOKEN": token }) },
              body: JSON.stringify({ displayName: name, bio: "" }),
            }).then(async (answer) => `${answer.status} ${await answer.text()}`)
            """;

    private static final String LOGIN = """
            password => fetch("/auth/login", {
              method: "POST",
              headers: { "Content-Type": "application/json" },
              body: JSON.stringify({ username: "demo", password }),
            }).then(async (answer) => `${answer.status} ${await answer.text()}`)
            """;

    /** Injected markup needs no script: here is a button to press that looks like anything. */
    private static final String INJECT_FORM = """
            action => {
              const form = Object.assign(document.createElement("form"), { method: "post", action });
              form.append(Object.assign(document.createElement("button"), { id: "bait", textContent: "Win a prize" }));
              document.querySelector("main").prepend(form);
            }
            """;

    private DemoTab tab;

    @BeforeEach
    void signIn() {
        tab = DemoTab.signedIn(context, ours());
    }

    @Test
    void theSameRequestFromTheOwnPageWithTheTokenIsServed() {
        assertThat(edit("Own page of " + engine, csrfToken())).startsWith("200");
        assertThat(tab.fetched("/api/profile")).contains("Own page of " + engine);
    }

    @Test
    void withoutTheTokenOrWithAGuessOrASessionsBeforeItIsRefused() {
        String before = tab.fetched("/api/profile");
        String stale = csrfToken();
        tab.signOut();
        tab.signIn();
        assertThat(edit("Mallory", "")).startsWith("403").contains("csrf_missing");
        assertThat(edit("Mallory", "guess")).startsWith("403").contains("csrf_mismatch");
        assertThat(edit("Mallory", stale)).startsWith("403").contains("csrf_mismatch");
        assertThat(tab.fetched("/api/profile")).isEqualTo(before);
    }

    @Test
    void signingInWithoutTheTokenIsRefusedHoweverRightThePasswordIs() {
        tab.signOut();
        String answer = (String) tab.page().evaluate(LOGIN, RunningServer.PASSWORD);
        assertThat(answer).startsWith("403").contains("csrf_missing");
        tab.page().reload();
        tab.awaitSignedOut();
    }

    @Test
    void aFormSlippedIntoTheOwnPageComesWithTheCookiesAndStillSignsNobodyOut() {
        int before = server().log().size();
        tab.page().evaluate(INJECT_FORM, "/auth/logout");
        tab.page().locator("#bait").click();
        Seen arrived = server().log().awaitAfter(before, it -> it.path().equals("/auth/logout"));
        assertThat(arrived.site()).isEqualTo("same-origin");
        assertThat(arrived.signedIn()).isTrue();
        assertThat(arrived.status()).isEqualTo(403);
        DemoTab.open(context, ours()).awaitSignedIn();
    }

    private String edit(String name, String token) {
        return (String) tab.page().evaluate(EDIT, new String[] {name, token});
    }

    private String csrfToken() {
        return (String) tab.page().evaluate("document.cookie.match(/XSRF-TOKEN=([^;]+)/)[1]");
    }
}
