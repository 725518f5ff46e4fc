package dev.sallyport.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.sallyport.server.browser.DecidedBy.Side.BROWSER;
import static dev.sallyport.server.browser.DecidedBy.Side.PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.Cookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@DecidedBy(value = PAGE, because = "what tabs are told and what tokens are worth is ours")
class SignOutIT extends BrowserTest {

    private static final Pattern IN_ANOTHER_TAB = Pattern.compile("signed out in another tab");
    private static final Pattern ENDED = Pattern.compile("no longer has your session");

    @Test
    @DecidedBy(value = BROWSER, because = "the channel between tabs is the browser's")
    void signingOutInOneTabSignsTheOtherOut() {
        DemoTab here = DemoTab.signedIn(context, origin());
        DemoTab there = DemoTab.open(context, origin());
        there.awaitSignedIn();
        here.signOut();
        there.awaitSignedOut();
        assertThat(there.part("notice")).hasText(IN_ANOTHER_TAB);
        assertThat(there.fetched("/api/profile")).startsWith("401");
    }

    @Test
    void aTabThatHeardNothingIsLedBackByItsNextSave() {
        DemoTab here = DemoTab.signedIn(context, origin());
        DemoTab there = deafTab();
        here.signOut();
        assertThat(there.part("signed-in-view")).isVisible();
        assertThat(there.fetched("/api/profile")).startsWith("401");
        there.type("Ada", "typed too late");
        there.part("profile-save").click();
        there.awaitSignedOut();
        assertThat(there.part("notice")).hasText(ENDED);
    }

    @Test
    void tokensCarriedOffBeforeAreWorthNothingAfterwards() throws Exception {
        DemoTab tab = DemoTab.signedIn(context, origin());
        String access = cookie("access");
        String refresh = cookie("refresh");
        assertThat(replayed("/api/profile", access)).startsWith("200");
        assertThat(replayed("/auth/session", refresh)).contains("\"refreshable\":true");
        tab.signOut();
        assertThat(replayed("/api/profile", access)).startsWith("401").contains("session_revoked");
        assertThat(replayed("/auth/session", refresh)).contains("\"refreshable\":false");
    }

    @Test
    void signingOutEverywhereEndsEveryDevice() throws Exception {
        DemoTab here = DemoTab.signedIn(context, origin());
        try (var device = newContext()) {
            DemoTab there = DemoTab.signedIn(device, origin());
            here.part("sign-out-everywhere").click();
            here.awaitSignedOut();
            assertThat(there.fetched("/api/profile")).startsWith("401").contains("session_revoked");
            there.page().reload();
            there.awaitSignedOut();
        }
    }

    @Test
    void signingOutTheOthersEndsEveryDeviceButThisOne() throws Exception {
        try (var device = newContext()) {
            DemoTab there = DemoTab.signedIn(device, origin());
            DemoTab here = DemoTab.signedIn(context, origin());
            here.part("end-other-sessions").click();
            assertThat(here.part("sessions").locator("li")).hasCount(1);
            assertThat(here.part("end-other-sessions")).isHidden();
            assertThat(here.fetched("/api/profile")).startsWith("200");
            assertThat(there.fetched("/api/profile")).startsWith("401").contains("session_revoked");
        }
    }

    /** Without the channel between tabs, as when a browser froze the tab in the background. */
    private DemoTab deafTab() {
        var page = context.newPage();
        page.addInitScript("delete globalThis.BroadcastChannel");
        page.navigate(origin());
        DemoTab tab = new DemoTab(page);
        tab.awaitSignedIn();
        return tab;
    }

    /** As the browser would send it. */
    private String cookie(String name) {
        return context.cookies().stream()
                .filter(cookie -> cookie.name.equals(name))
                .map((Cookie cookie) -> name + "=" + cookie.value)
                .findFirst()
                .orElseThrow();
    }

    /** What a thief's own program is answered, as "status body". */
    private String replayed(String path, String cookie) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(stage.server().at("127.0.0.1") + path))
                .header("Cookie", cookie)
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    private String origin() {
        return stage.server().at("localhost");
    }
}
