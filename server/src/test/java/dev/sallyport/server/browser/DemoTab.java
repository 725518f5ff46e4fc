package dev.sallyport.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;

/** One tab with the demo page in it, in the words of somebody who uses it. */
final class DemoTab {

    private static final Pattern SAVED = Pattern.compile("^Saved");

    private final Page page;

    DemoTab(Page page) {
        this.page = page;
    }

    static DemoTab open(BrowserContext context, String origin) {
        DemoTab tab = new DemoTab(context.newPage());
        tab.page.navigate(origin + "/");
        return tab;
    }

    static DemoTab signedIn(BrowserContext context, String origin) {
        return signedIn(context, origin, "cookie");
    }

    static DemoTab signedIn(BrowserContext context, String origin, String place) {
        DemoTab tab = open(context, origin);
        tab.signIn(place);
        return tab;
    }

    Page page() {
        return page;
    }

    Locator part(String testId) {
        return page.getByTestId(testId);
    }

    void signIn() {
        signIn("cookie");
    }

    /** With the tokens kept in one of the places: cookie, memory or header, which is localStorage. */
    void signIn(String place) {
        part("place-" + place).check();
        part("username").fill("demo");
        part("password").fill(RunningServer.PASSWORD);
        part("sign-in").click();
        awaitSignedIn();
    }

    void signOut() {
        part("sign-out").click();
        awaitSignedOut();
    }

    void awaitSignedIn() {
        assertThat(part("signed-in-view")).isVisible();
    }

    void awaitSignedOut() {
        assertThat(part("signed-out-view")).isVisible();
        assertThat(part("signed-in-view")).hasCount(0);
    }

    void type(String displayName, String bio) {
        // What arrives amid the typing would land amid the words.
        assertThat(part("profile-form")).hasAttribute("aria-busy", "false");
        part("profile-display-name").fill(displayName);
        part("profile-bio").fill(bio);
    }

    void awaitProfile(String displayName, String bio) {
        assertThat(part("profile-display-name")).hasValue(displayName);
        assertThat(part("profile-bio")).hasValue(bio);
    }

    void save() {
        part("profile-save").click();
        assertThat(part("profile-status")).hasText(SAVED);
    }

    /** Waits for a number of silent refreshes since the view came up. */
    void awaitRefreshes(int count) {
        page.waitForCondition(() -> refreshes() >= count);
    }

    int refreshes() {
        return Integer.parseInt(part("refresh-log").getAttribute("data-count"));
    }

    /** What script on the page is answered, as "status body". */
    String fetched(String path) {
        return (String) page.evaluate(
                "path => fetch(path).then(async answer => `${answer.status} ${await answer.text()}`)", path);
    }
}
