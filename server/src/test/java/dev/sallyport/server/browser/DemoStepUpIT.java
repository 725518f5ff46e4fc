package dev.sallyport.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.sallyport.server.browser.DecidedBy.Side.BROWSER;
import static dev.sallyport.server.browser.DecidedBy.Side.PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who signed in a while ago and links an account elsewhere, or unlinks one, is asked whether it is still them. */
@DecidedBy(value = PAGE, because = "the demo asks and our client goes on")
class DemoStepUpIT extends BrowserTest {

    private static final int MORE_THAN_THERE_ARE = 8;

    private final String subject = "ada-" + UUID.randomUUID();

    @ParameterizedTest
    @ValueSource(strings = {"cookie", "memory", "header"})
    void afterAMistypedPasswordAndTheRightOneTheLinkGoesOn(String place) {
        Complaints complaints = Complaints.in(context);
        DemoTab tab = DemoTab.signedIn(context, server().at(Site.OURS), place);
        OldSignIn.in(tab, server());

        tab.part("link-local").click();
        mistypeThenProve(tab);
        ProviderTab.in(tab.page()).signIn(subject, "{\"name\": \"%s\"}".formatted(subject));

        tab.awaitSignedIn();
        assertThat(tab.part("signed-in-view")).hasAttribute("data-place", place);
        assertThat(tab.part("identities")).containsText(subject);
        tab.part("unlink").click();
        assertThat(tab.part("identities-status")).containsText("no longer linked");
        // The refusals themselves are complained of, too.
        assertThat(complaints.heard()).noneMatch(words -> words.contains("CSP "));
    }

    @Test
    @DecidedBy(value = BROWSER, because = "windows, and cookies on the way from another site, are the browser's")
    void whoCameByAProviderProvesItThereAndTheUnlinkIsDoneUnderTheSameView() {
        DemoTab tab = newcomer();
        tab.part("link-other").click();
        ProviderTab.in(tab.page()).signIn(subject);
        tab.awaitSignedIn();
        Locator links = tab.part("identities").locator("li");
        assertThat(links).hasCount(2);
        OldSignIn.in(tab, server());
        tab.part("profile-bio").fill("half-written");

        links.first().getByTestId("unlink").click();
        Page window = tab.page()
                .waitForPopup(
                        () -> tab.part("step-up").getByTestId("social-local").click());
        ProviderTab.in(window).signIn(subject);

        assertThat(tab.part("identities-status")).containsText("no longer linked");
        assertThat(links).hasCount(1);
        assertThat(tab.part("step-up")).hasCount(0);
        assertThat(tab.part("profile-bio")).hasValue("half-written");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Escape", "Enter"})
    void whoCancelsIsTakenBackToTheButtonAndToldThatNothingWasChanged(String key) {
        DemoTab tab = newcomer();
        OldSignIn.in(tab, server());

        tab.part("link-other").click();
        assertThat(tab.part("step-up-password")).isFocused();
        if (key.equals("Enter")) {
            tab.part("step-up-cancel").focus();
        }
        tab.page().keyboard().press(key);

        assertThat(tab.part("step-up")).hasCount(0);
        assertThat(tab.part("link-other")).isFocused();
        assertThat(tab.part("identities-status")).containsText("Nothing was changed");
        assertThat(tab.part("identities").locator("li")).hasCount(1);
        tab.save();
    }

    @Test
    void theKeyboardReachesNothingBehindTheQuestion() {
        DemoTab tab = newcomer();
        OldSignIn.in(tab, server());
        tab.part("link-other").click();
        assertThat(tab.part("step-up").getByTestId("social-local")).isVisible();

        for (int press = 0; press < MORE_THAN_THERE_ARE; press++) {
            tab.page().keyboard().press("Tab");
            assertThat(tab.page().evaluate("document.activeElement.closest('main, header, footer') === null"))
                    .as("after %s", press)
                    .isEqualTo(true);
        }
    }

    private static void mistypeThenProve(DemoTab tab) {
        assertThat(tab.part("step-up-who")).hasText("You are signed in as demo.");
        assertThat(tab.part("step-up-password")).isFocused();
        tab.page().keyboard().type("mistyped");
        tab.page().keyboard().press("Enter");
        assertThat(tab.part("step-up-error")).containsText("does not match");
        assertThat(tab.part("step-up-password")).isFocused();
        // What did not match is selected, and so typed over.
        tab.page().keyboard().type(RunningServer.PASSWORD);
        tab.page().keyboard().press("Enter");
    }

    private DemoTab newcomer() {
        return OldSignIn.newcomer(context, server(), subject);
    }

    private RunningServer server() {
        return OldSignIn.server(stage);
    }
}
