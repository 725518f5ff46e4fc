package dev.sallyport.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import dev.sallyport.server.browser.AccessLog.Seen;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page that plays another site is one to the browser, and achieves what the demo says: nothing. */
class DemoOtherSiteIT extends BrowserTest {

    @ParameterizedTest
    @CsvSource({"cookie,SameSite", "memory,no form can send", "header,no Authorization header"})
    void whateverItTriesTheNameStays(String place, String why) {
        DemoTab tab = DemoTab.signedIn(context, server().at("localhost"), place);
        tab.type("Ada in " + place, "");
        tab.save();
        Page stranger =
                tab.page().waitForPopup(() -> tab.part("open-other-site").click());
        assertThat(tab.part("name-before")).hasText("Ada in " + place);

        for (String form : new String[] {"form", "text-form"}) {
            int before = server().log().size();
            Page answer = stranger.waitForPopup(() -> stranger.getByTestId(form).click());
            assertThat(answer.locator("h1")).hasText("This request was stopped");
            assertThat(answer.locator("body")).containsText("Nothing was changed.");
            assertThat(answer.locator("code")).hasText("cross_site");
            assertThat(answer.locator("main")).hasCSS("max-width", "512px");
            Seen arrived = server().log().awaitAfter(before, it -> it.path().equals("/api/profile"));
            assertThat(arrived.site()).isEqualTo("cross-site");
            assertThat(arrived.status()).isEqualTo(403);
            answer.close();
        }
        stranger.getByTestId("script").click();
        assertThat(stranger.getByTestId("script-result")).containsText("did not send it");
        stranger.close();

        // Without a window on a screen every page counts as the one in front.
        tab.page().evaluate("dispatchEvent(new Event('focus'))");
        assertThat(tab.part("other-site-verdict")).containsText("Nothing changed.");
        assertThat(tab.part("other-site-verdict")).containsText(why);
        assertThat(tab.part("name-after")).hasText("Ada in " + place);
    }

    /** Else the page above would see its own policy at work, and not the server's doors. */
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void itsPolicyLetsItSendToTheOtherNameAndNowhereElse(String host) {
        String victim = server().at(host.equals("localhost") ? "127.0.0.1" : "localhost");
        Page page = context.newPage();
        Response response = page.navigate(server().at(host) + "/other-site.html");
        assertThat(response.headerValue("content-security-policy").split("; "))
                .contains("form-action " + victim, "connect-src " + victim, "default-src 'none'")
                .contains("frame-ancestors 'none'", "require-trusted-types-for 'script'");
        assertThat(page.locator("form").first()).hasAttribute("action", victim + "/api/profile");
    }

    @Test
    void underAnyOtherNameItSendsToNobody() {
        Page page = context.newPage();
        Response response = page.navigate(server().at(Site.OURS) + "/other-site.html");
        assertThat(response.headerValue("content-security-policy").split("; "))
                .contains("form-action 'none'", "connect-src 'none'");
        assertThat(page.locator("form")).hasCount(0);
        DemoTab tab = DemoTab.signedIn(context, server().at(Site.OURS));
        assertThat(tab.part("no-other-site")).hasText(Pattern.compile("no second name"));
    }

    private RunningServer server() {
        return stage.server("--sallyport.transports=cookie,memory,header");
    }
}
