package dev.sallyport.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.sallyport.server.browser.AccessLog.Seen;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The provider's answer in a form that another site's page sends: no cookie of ours comes with it. */
class FormPostIT extends BrowserTest {

    private static final String CALLBACK = "/auth/social/post/callback";
    private static final FormPostProvider PROVIDER = new FormPostProvider();

    @AfterAll
    static void closeProvider() {
        PROVIDER.close();
    }

    @Test
    void rule24_theFormComesAsAStrangersAndTheVisitorsCookieByTheRedirectAfterIt() {
        Page page = context.newPage();
        page.navigate(origin() + "/auth/social/post/start?returnTo=/");
        int before = server().log().size();

        page.locator("#allow").click();

        new DemoTab(page).awaitSignedIn();
        Seen form = server().log().awaitAfter(before, it -> arrived(it, "POST"));
        assertThat(form.site()).isEqualTo("cross-site");
        assertThat(form.visitor()).as("the visitor's cookie with the form").isFalse();
        assertThat(form.status()).isEqualTo(303);
        Seen answer = server().log().awaitAfter(before, it -> arrived(it, "GET"));
        assertThat(answer.visitor()).as("the visitor's cookie after it").isTrue();
        assertThat(answer.status()).isEqualTo(303);
    }

    @Test
    void rule24_anotherPersonsFormSignsNobodyIn() {
        Page page = context.newPage();
        page.navigate(origin() + "/auth/social/post/start?returnTo=/");
        String trap = page.content();
        try (var victim = newContext()) {
            DemoTab tab = DemoTab.open(victim, origin());
            tab.awaitSignedOut();
            int before = server().log().size();

            // From the provider's own site, where the attacker may have got a page as well.
            Page baited = victim.newPage();
            baited.navigate(PROVIDER.at("/empty"));
            baited.setContent(trap);
            baited.locator("#allow").click();

            Seen answer = server().log().awaitAfter(before, it -> arrived(it, "GET"));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(tab.fetched("/auth/session")).contains("\"authenticated\":false");
        }
    }

    private static boolean arrived(Seen seen, String method) {
        return seen.path().equals(CALLBACK) && seen.method().equals(method);
    }

    /** With the cookies of production. */
    private RunningServer server() {
        return stage.server(PROVIDER.properties());
    }

    private String origin() {
        return server().at(Site.OURS);
    }
}
