package dev.sallyport.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.sallyport.server.LocalProvider;
import dev.sallyport.server.browser.AccessLog.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A page of another site sends somebody to a provider who is signed in here. */
class LedFromElsewhereIT extends AttackedTest {

    private static final String START = "/auth/social/local/start";

    private final String subject = "ada-" + UUID.randomUUID();

    @ParameterizedTest
    @EnumSource
    void rule18_theyAreAskedFirstAndTheirSessionComesAlongWhenTheyGoOn(Site site) {
        DemoTab tab = DemoTab.signedIn(context, ours());
        String before = tab.fetched("/auth/session");
        int seen = server().log().size();

        Page page = visit(site, "<!doctype html><a href='" + ours() + START + "?returnTo=/'>A prize</a>");
        page.locator("a").click();
        assertThat(page.getByTestId("go-on")).hasText("Sign in with Local provider");
        Seen led = server().log().awaitAfter(seen, it -> it.path().equals(START));
        assertThat(led.site()).isEqualTo(site.fetchSite());
        assertThat(led.status()).isEqualTo(200);
        assertThat(led.signedIn()).isEqualTo(site == Site.SIBLING);
        assertThat(tab.fetched("/auth/session")).isEqualTo(before);

        page.getByTestId("go-on").click();
        ProviderTab.in(page).signIn(subject);
        DemoTab back = new DemoTab(page);
        back.awaitSignedIn();
        Seen pressed = server().log().awaitAfter(seen, it -> it.path().equals(START) && it.status() == 303);
        assertThat(pressed.site()).isEqualTo("same-origin");
        assertThat(pressed.signedIn()).as("the session's cookies came along").isTrue();
        assertThat(back.fetched("/auth/session")).doesNotContain("demo@example.com");
    }

    @Override
    RunningServer server() {
        List<String> options = new ArrayList<>(LocalProvider.shared().properties("local", "Local provider"));
        options.add("--sallyport.cookie.secure=true");
        return stage.server(options.toArray(String[]::new));
    }
}
