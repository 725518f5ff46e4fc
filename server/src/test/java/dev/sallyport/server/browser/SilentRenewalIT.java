package dev.sallyport.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SilentRenewalIT extends BrowserTest {

    private static final int SEVERAL = 3;

    /** Remembers a change of views, however short. */
    private static final String WATCH_VIEWS = """
            new MutationObserver(() => {
              if (!document.querySelector("[data-testid=signed-in-view]")) globalThis.leftTheView = true;
            }).observe(document.body, { childList: true, subtree: true })
            """;

    @Test
    void nobodyNoticesThatTokensExpire() {
        Complaints complaints = Complaints.in(context);
        DemoTab tab = DemoTab.signedIn(context, shortLived());
        tab.page().evaluate(WATCH_VIEWS);
        for (int times = 1; times <= SEVERAL; times++) {
            tab.awaitRefreshes(times);
            tab.type("Ada", "after " + times + " lifetimes in " + engine);
            tab.save();
        }
        assertThat(tab.page().evaluate("globalThis.leftTheView === true")).isEqualTo(false);
        assertThat(complaints.heard()).isEmpty();
        tab.page().reload();
        tab.awaitProfile("Ada", "after " + SEVERAL + " lifetimes in " + engine);
    }

    @Test
    void whatIsTypedWhileThePageSleptPastTheExpiryIsSavedAllTheSame() {
        // Stands for a tab that nobody looked at: nothing is renewed ahead of time.
        context.addInitScript("Object.defineProperty(document, 'visibilityState', { value: 'hidden' })");
        DemoTab tab = DemoTab.signedIn(context, shortLived());
        tab.page().waitForCondition(() -> tab.fetched("/api/profile").startsWith("401"));
        tab.type("Ada", "slept in " + engine);
        tab.save();
        assertThat(tab.part("refresh-log")).hasAttribute("data-count", "1");
        assertThat(tab.fetched("/api/profile")).startsWith("200").contains("slept in " + engine);
    }

    private String shortLived() {
        return stage.server("--sallyport.access-token.lifetime=3s").at("localhost");
    }
}
