package dev.sallyport.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Not a test: takes the pictures of docs/demo, each of a state that the page was brought to for real. */
@EnabledIfSystemProperty(named = "screenshots", matches = "true")
class ScreenshotsIT extends BrowserTest {

    private static final Path FOLDER = Path.of("..", "docs", "demo");
    private static final String ALL_PLACES = "--sallyport.transports=cookie,memory,header";
    private static final int WIDE = 1200;
    private static final int NARROW = 360;

    @BeforeEach
    void onlyOnce() {
        assumeTrue(engine == Engine.CHROMIUM);
    }

    @Test
    void visitors() {
        for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            DemoTab tab = open(colours, WIDE, stage.server());
            tab.awaitSignedOut();
            shoot(tab.page(), "signed-out", colours);
            tab.part("username").fill("demo");
            tab.part("password").fill("not the password");
            tab.part("sign-in").click();
            assertThat(tab.part("sign-in-error")).not().isEmpty();
            shoot(tab.part("sign-in-form"), "wrong-password", colours);
            tab.part("place-header").check();
            tab.part("password").fill(RunningServer.PASSWORD);
            tab.part("sign-in").click();
            assertThat(tab.part("take-cookie")).isVisible();
            shoot(tab.part("sign-in-form"), "place-refused", colours);
        }
        DemoTab narrow = open(ColorScheme.LIGHT, NARROW, stage.server());
        narrow.awaitSignedOut();
        shoot(narrow.page(), "signed-out-narrow", ColorScheme.LIGHT);
        narrow.signIn();
        shoot(narrow.page(), "cookie-narrow", ColorScheme.LIGHT);
    }

    @Test
    void places() {
        for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (String place : List.of("cookie", "memory", "header")) {
                DemoTab tab = open(colours, WIDE, stage.server(ALL_PLACES));
                tab.signIn(place);
                assertThat(tab.part("sessions").locator("li").first()).isVisible();
                shoot(tab.page(), place, colours);
                tab.part("attack").click();
                assertThat(tab.part("loot-verdict")).isVisible();
                shoot(tab.part("chapter-attack"), place + "-attacked", colours);
                tab.signOut();
            }
        }
    }

    @Test
    void chapters() {
        for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            DemoTab tab = open(colours, WIDE, stage.server(ALL_PLACES));
            tab.signIn("cookie");
            Page stranger =
                    tab.page().waitForPopup(() -> tab.part("open-other-site").click());
            stranger.setViewportSize(WIDE, HIGH);
            stranger.getByTestId("script").click();
            assertThat(stranger.getByTestId("script-result")).not().isEmpty();
            shoot(stranger, "other-site", colours);
            stranger.close();
            tab.page().evaluate("dispatchEvent(new Event('focus'))");
            assertThat(tab.part("other-site-verdict")).isVisible();
            shoot(tab.part("chapter-elsewhere"), "other-site-achieved", colours);
            for (String attempt : List.of("send-no-cookies", "send-wrong-token", "send-no-token", "send-good")) {
                tab.part(attempt).click();
                assertThat(tab.part("requests").locator("li").first()).containsText("POST /api/profile");
            }
            shoot(tab.part("chapter-gate"), "two-doors", colours);
            if (tab.part("end-other-sessions").isVisible()) {
                tab.part("end-other-sessions").click();
            }
            assertThat(tab.part("sessions").locator("li")).hasCount(1);
            shoot(tab.part("chapter-account"), "account", colours);
        }
    }

    @Test
    void stepUp() {
        for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            shoot(asked(colours, WIDE).page(), "step-up", colours);
        }
        DemoTab narrow = asked(ColorScheme.LIGHT, NARROW);
        narrow.part("step-up-password").fill("not the password");
        narrow.part("step-up-continue").click();
        assertThat(narrow.part("step-up-error")).not().isEmpty();
        shoot(narrow.page(), "step-up-narrow", ColorScheme.LIGHT);
    }

    @Test
    void rotation() throws Exception {
        for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            DemoTab tab = open(colours, WIDE, stage.server(ALL_PLACES));
            tab.signIn("header");
            for (int generation = 2; generation <= 4; generation++) {
                tab.part("renew").click();
                assertThat(tab.part("family")).containsText("Generation " + generation + " is current");
            }
            tab.part("replay-previous").click();
            assertThat(tab.part("rotation-status")).not().isEmpty();
            shoot(tab.part("chapter-renewal"), "rotation", colours);
            tab.part("replay-oldest").click();
            tab.awaitSignedOut();
            assertThat(tab.part("notice")).not().isEmpty();
            shoot(tab.page(), "session-ended", colours);
        }
    }

    @Test
    void outOfReach() throws Exception {
        try (RunningServer server = new RunningServer(List.of())) {
            DemoTab tab = open(ColorScheme.LIGHT, WIDE, server);
            tab.signIn();
            server.crash();
            tab.part("profile-save").click();
            assertThat(tab.part("notice")).hasText(Pattern.compile("cannot be reached"));
            tab.page().evaluate("scrollTo(0, 0)");
            shoot(tab.page(), "out-of-reach", ColorScheme.LIGHT);
        }
    }

    private DemoTab asked(ColorScheme colours, int width) {
        RunningServer server = OldSignIn.server(stage);
        dress(colours, width);
        DemoTab tab = OldSignIn.newcomer(context, server, "ada");
        OldSignIn.in(tab, server);
        tab.part("link-other").click();
        assertThat(tab.part("step-up").getByTestId("social-local")).isVisible();
        return tab;
    }

    private DemoTab open(ColorScheme colours, int width, RunningServer server) {
        dress(colours, width);
        return DemoTab.open(context, server.at("localhost"));
    }

    private static void shoot(Page page, String name, ColorScheme colours) {
        page.screenshot(new ScreenshotOptions().setPath(file(name, colours)));
    }

    private static void shoot(Locator part, String name, ColorScheme colours) {
        part.screenshot(new Locator.ScreenshotOptions().setPath(file(name, colours)));
    }

    private static Path file(String name, ColorScheme colours) {
        return FOLDER.resolve(name + (colours == ColorScheme.DARK ? "-dark.png" : ".png"));
    }
}
