package dev.sallyport.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.sallyport.server.browser.DecidedBy.Side.BROWSER;
import static dev.sallyport.server.browser.DecidedBy.Side.PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@DecidedBy(value = PAGE, because = "the order of the stops and their looks are our page's")
class KeyboardIT extends BrowserTest {

    private static final String NEXT_PICTURE =
            "() => new Promise(shown => requestAnimationFrame(() => requestAnimationFrame(shown)))";

    private static final int MORE_THAN_THERE_ARE = 40;

    /** The name of what has the focus, and how well that shows; nothing once the focus has been there before. */
    private static final String STOP = """
            async () => {
              const focused = document.activeElement;
              if (focused === document.body || focused.walked) return "";
              focused.walked = true;
              const style = getComputedStyle(focused);
              // Layout has fractions of a pixel, and what sticks out by one of them browsers do not scroll for.
              const isInWindow = (box) =>
                box.top > -1 && box.left > -1 && box.bottom < innerHeight + 1 && box.right < innerWidth + 1;
              // Browsers scroll to what they focus in their own time.
              for (let frame = 0; frame < 120 && !isInWindow(focused.getBoundingClientRect()); frame++) {
                await new Promise(requestAnimationFrame);
              }
              const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
              const inWindow = isInWindow(focused.getBoundingClientRect());
              const name = focused.dataset.testid || focused.className || focused.localName;
              return `${name} ${!outlined ? "without outline" : inWindow ? "visible" : "out of sight"}`;
            }
            """;

    @Test
    @DecidedBy(value = BROWSER, because = "keys and focus are the browser's")
    void aPersonWithoutAMouseSignsInEditsAndSignsOut() {
        DemoTab tab = signedOut();
        Page page = tab.page();
        walkTo(page, "username");
        page.keyboard().type("demo");
        walkTo(page, "password");
        page.keyboard().type(RunningServer.PASSWORD);
        page.keyboard().press("Enter");
        tab.awaitSignedIn();
        assertThat(heading(tab)).isFocused();

        walkTo(page, "profile-bio");
        page.keyboard().type("by hand ");
        walkTo(page, "profile-save");
        page.keyboard().press("Enter");
        assertThat(tab.part("profile-status")).containsText("Saved");

        walkBackTo(page, "sign-out");
        page.keyboard().press("Enter");
        tab.awaitSignedOut();
        assertThat(heading(tab)).isFocused();
    }

    @Test
    void afterAWrongPasswordTheFocusIsWhereToTryAgain() {
        DemoTab tab = signedOut();
        walkTo(tab.page(), "username");
        tab.page().keyboard().type("demo");
        walkTo(tab.page(), "password");
        tab.page().keyboard().type("not the password");
        tab.page().keyboard().press("Enter");
        assertThat(tab.part("sign-in-error")).not().isEmpty();
        assertThat(tab.part("password")).isFocused();
    }

    @Test
    void theFirstStopSkipsToTheContent() {
        DemoTab tab = signedInAtTheTop();
        tab.page().keyboard().press("Tab");
        assertThat(tab.page().evaluate(STOP)).isEqualTo("skip visible");
        tab.page().keyboard().press("Enter");
        assertThat(tab.page().locator("main")).isFocused();
    }

    @Test
    void theFocusShowsAtEveryStop() {
        assertThat(stops(signedOut().page()))
                .contains("username visible", "password visible", "sign-in visible")
                .allMatch(stop -> stop.endsWith(" visible"));
        assertThat(stops(signedInAtTheTop().page()))
                .contains("sign-out visible", "profile-save visible", "end-session visible")
                .allMatch(stop -> stop.endsWith(" visible"));
    }

    /** With the form in place: there is nothing to walk to before. */
    private DemoTab signedOut() {
        DemoTab tab = DemoTab.open(context, origin());
        tab.awaitSignedOut();
        return tab;
    }

    private DemoTab signedInAtTheTop() {
        DemoTab tab = DemoTab.signedIn(context, origin());
        tab.page().reload();
        assertThat(tab.part("sessions").getByTestId("end-session").first()).isVisible();
        return tab;
    }

    private static List<String> stops(Page page) {
        List<String> stops = new ArrayList<>();
        do {
            page.keyboard().press("Tab");
            // What gets the focus is scrolled into view with the next picture.
            page.evaluate(NEXT_PICTURE);
            stops.add((String) page.evaluate(STOP));
        } while (!stops.get(stops.size() - 1).isEmpty());
        return stops.subList(0, stops.size() - 1);
    }

    private static void walkTo(Page page, String testId) {
        walk(page, testId, "Tab");
    }

    private static void walkBackTo(Page page, String testId) {
        walk(page, testId, "Shift+Tab");
    }

    private static void walk(Page page, String testId, String key) {
        for (int press = 0; press < MORE_THAN_THERE_ARE; press++) {
            page.keyboard().press(key);
            if (testId.equals(page.evaluate("document.activeElement.dataset.testid"))) {
                return;
            }
        }
        throw new AssertionError(testId + " cannot be reached with " + key);
    }

    private static Locator heading(DemoTab tab) {
        return tab.page().locator("h1");
    }

    private String origin() {
        return stage.server().at("localhost");
    }
}
