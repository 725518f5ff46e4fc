package dev.sallyport.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.sallyport.server.browser.DecidedBy.Side.PAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With the person's own few colours in place of ours, as in Windows' contrast themes, what ours told is still told. */
@DecidedBy(value = PAGE, because = "the styles for forced colours are ours")
class ForcedColoursIT extends BrowserTest {

    /** Browsers replace colours in text and boxes by themselves, in pictures they leave it to the page. */
    private static final String OURS_IN_PICTURES = """
            () => {
              const probe = document.body.appendChild(document.createElement("i"));
              const resolved = (name) => ((probe.style.color = name), getComputedStyle(probe).color);
              const theirs = ["Canvas", "CanvasText", "Highlight", "HighlightText"].map(resolved).concat("none");
              probe.remove();
              return [...document.querySelectorAll("svg :is(circle, path, line, text)")].flatMap((part) => {
                const { fill, stroke } = getComputedStyle(part);
                return [fill, stroke].every((colour) => theirs.includes(colour)) ? [] : [`${part.outerHTML}: ${fill}, ${stroke}`];
              });
            }
            """;

    private static final String FOCUS_RING = """
            () => {
              // Past the last stop the browser has the focus itself.
              if (document.activeElement === document.body) return true;
              const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(document.activeElement);
              const ground = getComputedStyle(document.documentElement).backgroundColor;
              return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && outlineColor !== ground;
            }
            """;

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void placesDoorsDialAndFocusAreStillTold(ColorScheme colours) {
        DemoTab tab = openIn(colours);
        tab.part("username").fill("demo");
        tab.part("password").fill("wrong");
        tab.part("sign-in").click();
        assertThat(tab.part("sign-in-error")).containsText("do not match");
        assertThat(style(tab.part("sign-in-error"), "borderTopStyle")).isEqualTo("solid");
        assertDiffer(tab, ".option:has(:checked)", ".option:not(:has(:checked))", "outlineStyle");
        assertFocusShows(tab);

        tab.signIn("header");
        String open = style(tab.part("where").locator(".token").first(), "borderTopStyle");
        tab.part("send-wrong-header").click();
        assertThat(tab.part("requests").locator("[data-first=closed]")).hasCount(1);
        tab.part("renew").click();
        tab.awaitRefreshes(1);
        assertDiffer(tab, ".place.now", ".place:not(.now)", "backgroundColor");
        assertDiffer(tab, ".arch.closed .leaf", ".arch.closed .opening", "fill");
        assertDiffer(tab, ".arch.closed .leaf", ".arch.open .leaf", "transform");
        assertDiffer(tab, ".ring .arc", ".ring .track", "stroke");
        assertThat(oursInPictures(tab)).isEmpty();
        assertFocusShows(tab);

        tab.signOut();
        tab.signIn("cookie");
        assertThat(style(tab.part("where").locator(".token").first(), "borderTopStyle"))
                .isNotEqualTo(open);
    }

    private DemoTab openIn(ColorScheme colours) {
        context.close();
        context = stage.browser(engine)
                .newContext(new NewContextOptions()
                        .setForcedColors(ForcedColors.ACTIVE)
                        .setColorScheme(colours));
        DemoTab tab = DemoTab.open(
                context,
                stage.server("--sallyport.transports=cookie,memory,header").at("localhost"));
        tab.awaitSignedOut();
        assumeTrue(
                (boolean) tab.page().evaluate("matchMedia('(forced-colors: active)').matches"),
                "Firefox cannot be told from here to force colours.");
        return tab;
    }

    private static void assertDiffer(DemoTab tab, String one, String other, String property) {
        assertThat(style(tab.page().locator(one).first(), property))
                .as("%s of %s and %s", property, one, other)
                .isNotEqualTo(style(tab.page().locator(other).first(), property));
    }

    private static void assertFocusShows(DemoTab tab) {
        for (int stop = 0; stop < 6; stop++) {
            tab.page().keyboard().press("Tab");
            assertThat(tab.page().evaluate(FOCUS_RING)).as("at stop %s", stop).isEqualTo(true);
        }
    }

    private static String style(Locator part, String property) {
        return (String) part.evaluate("(part, property) => getComputedStyle(part)[property]", property);
    }

    @SuppressWarnings("unchecked")
    private static List<String> oursInPictures(DemoTab tab) {
        return (List<String>) tab.page().evaluate(OURS_IN_PICTURES);
    }
}
