package dev.sallyport.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.sallyport.server.browser.DecidedBy.Side.BROWSER;
import static dev.sallyport.server.browser.DecidedBy.Side.PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.sallyport.server.LocalProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Signing in with a provider on another site, by the whole page and by a window of its own. */
@DecidedBy(value = PAGE, because = "the demo and our client lead the way")
class SocialSignInIT extends BrowserTest {

    private static final int NARROW = 600;
    private static final int WIDE = 1200;
    private static final int HIGH = 900;

    /** The provider's form takes its font from elsewhere, which is not there for a test. */
    private static final String FONT_OUT_OF_REACH = "Failed to load resource: net::ERR_";

    private final String subject = "ada-" + UUID.randomUUID();

    @Test
    void aPersonLeavesForTheProviderAndIsBackSignedIn() {
        DemoTab tab = open(NARROW);
        assertThat(tab.part("social-local")).hasText("Sign in with Local provider");

        tab.part("social-local").click();
        ProviderTab.in(tab.page()).signIn(subject, "{\"name\": \"Ada\"}");

        tab.awaitSignedIn();
        assertThat(tab.page()).hasURL(origin() + "/");
        tab.page().reload();
        tab.awaitSignedIn();
        tab.type("Ada", "signed in from elsewhere");
        tab.save();
        tab.signOut();
    }

    @Test
    void neitherCodeNorTokenIsEverWhereScriptOrHistoryCouldFindIt() {
        DemoTab tab = open(NARROW);
        signIn(tab, "local");

        String found = (String) tab.page()
                .evaluate("JSON.stringify([document.cookie, location.href, document.referrer,"
                        + " {...localStorage}, {...sessionStorage}, history.state])");
        assertThat(found).doesNotContain("code=").doesNotContain("state=").doesNotContain("eyJ");
    }

    @Test
    @DecidedBy(value = BROWSER, because = "what windows of two sites know of each other is the browser's")
    void aWindowOpensForTheProviderAndClosesItself() {
        DemoTab tab = open(WIDE);

        Page window = tab.page().waitForPopup(() -> tab.part("social-local").click());
        ProviderTab.in(window).signIn(subject);

        tab.awaitSignedIn();
        tab.page().waitForCondition(window::isClosed);
        tab.page().reload();
        tab.awaitSignedIn();
    }

    @Test
    void aTabThatWasOpenBesideItHearsOfTheWindowsSignIn() {
        DemoTab tab = open(WIDE);
        DemoTab beside = DemoTab.open(context, origin());

        Page window = tab.page().waitForPopup(() -> tab.part("social-local").click());
        ProviderTab.in(window).signIn(subject);

        beside.awaitSignedIn();
    }

    @Test
    void whoClosesTheWindowIsToldSoAndMayTryAgain() {
        DemoTab tab = open(WIDE);
        Page window = tab.page().waitForPopup(() -> tab.part("social-local").click());
        ProviderTab.in(window).page().close();

        assertThat(tab.part("sign-in-error")).containsText("window was closed");
        Page again = tab.page().waitForPopup(() -> tab.part("social-local").click());
        ProviderTab.in(again).signIn(subject);
        tab.awaitSignedIn();
    }

    @Test
    void twoTabsMaySignInAtOnce() {
        DemoTab here = open(NARROW);
        DemoTab there = DemoTab.open(context, origin());
        there.page().setViewportSize(NARROW, HIGH);
        here.part("social-local").click();
        there.part("social-other").click();
        ProviderTab first = ProviderTab.in(here.page());
        ProviderTab second = ProviderTab.in(there.page());

        second.signIn(subject);
        there.awaitSignedIn();
        first.signIn(subject);
        here.awaitSignedIn();

        there.page().reload();
        there.awaitSignedIn();
        assertThat(userId(there)).isEqualTo(userId(here));
    }

    @Test
    void whoCancelsIsShownWordsAndMayStartAgain() {
        DemoTab tab = open(NARROW);
        tab.part("social-local").click();
        ProviderTab.in(tab.page()).cancel();

        assertThat(tab.page().locator("body")).containsText(Pattern.compile("cancel", Pattern.CASE_INSENSITIVE));
        assertThat(tab.page().locator("body")).not().containsText("{");
        tab.page().getByText("Start again").click();
        ProviderTab.in(tab.page()).signIn(subject);
        tab.awaitSignedIn();
    }

    @Test
    void whoCancelsInTheWindowMayStartAgainThereOrCloseIt() {
        DemoTab tab = open(WIDE);
        Page window = tab.page().waitForPopup(() -> tab.part("social-local").click());
        ProviderTab.in(window).cancel();
        window.getByText("Start again").click();
        ProviderTab.in(window).cancel();
        window.getByText("Close").click();

        assertThat(tab.part("sign-in-error")).containsText("cancelled");
        tab.page().waitForCondition(window::isClosed);
        tab.awaitSignedOut();
    }

    @Test
    void anAccountElsewhereIsLinkedAndUnlinkedInTheList() {
        DemoTab tab = open(NARROW);
        signIn(tab, "local");
        Locator links = tab.part("identities").locator("li");
        assertThat(links).hasCount(1);
        assertThat(tab.part("link-local")).hasCount(0);

        tab.part("link-other").click();
        ProviderTab.in(tab.page()).signIn(subject, "{\"name\": \"Ada at the other\"}");
        tab.awaitSignedIn();
        assertThat(links).hasCount(2);
        assertThat(tab.part("identities")).containsText("Ada at the other");

        tab.part("identities")
                .locator("[data-provider=local]")
                .getByTestId("unlink")
                .click();
        assertThat(links).hasCount(1);
        String before = userId(tab);
        tab.signOut();
        signIn(tab, "other");
        assertThat(userId(tab)).as("the same account by its other door").isEqualTo(before);
    }

    @Test
    void theLastWayInStaysAndTheListSaysWhy() {
        DemoTab tab = open(NARROW);
        signIn(tab, "local");

        tab.part("unlink").click();

        assertThat(tab.part("identities-status")).containsText("only way in");
        assertThat(tab.part("identities").locator("li")).hasCount(1);
    }

    @Test
    void noPageOnTheWayComplains() {
        Complaints complaints = Complaints.in(context);
        DemoTab tab = open(WIDE);
        Page window = tab.page().waitForPopup(() -> tab.part("social-local").click());
        ProviderTab.in(window).signIn(subject);
        tab.awaitSignedIn();
        tab.page().waitForCondition(window::isClosed);

        assertThat(complaints.heard())
                .filteredOn(words -> !words.contains(FONT_OUT_OF_REACH))
                .isEmpty();
    }

    private void signIn(DemoTab tab, String provider) {
        tab.part("social-" + provider).click();
        ProviderTab.in(tab.page()).signIn(subject);
        tab.awaitSignedIn();
    }

    private static String userId(DemoTab tab) {
        return (String) tab.page().evaluate("fetch('/auth/session').then(it => it.json()).then(it => it.user.id)");
    }

    private DemoTab open(int width) {
        DemoTab tab = DemoTab.open(context, origin());
        tab.page().setViewportSize(width, HIGH);
        return tab;
    }

    /** The provider is at localhost, which browsers take for another site than this. */
    private String origin() {
        LocalProvider provider = LocalProvider.shared();
        List<String> properties = new ArrayList<>(provider.properties("local", "Local provider"));
        properties.addAll(provider.properties("other", "Other provider"));
        return stage.server(properties.toArray(String[]::new)).at(Site.OURS);
    }
}
