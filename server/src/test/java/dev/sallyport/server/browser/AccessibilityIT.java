package dev.sallyport.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.sallyport.server.browser.DecidedBy.Side.BROWSER;
import static dev.sallyport.server.browser.DecidedBy.Side.PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** axe-core finds nothing to object to in any state of the demo, light and dark. */
@DecidedBy(value = PAGE, because = "axe-core judges our markup and our colours")
class AccessibilityIT extends BrowserTest {

    private static final Path AXE = Path.of("..", "node_modules", "axe-core", "axe.min.js");
    private static final int WIDE = 1280;
    private static final int NARROW = 360;

    /** With all rules, best practices too; each objection as one line. */
    private static final String OBJECTIONS = """
            () => axe.run(document).then(({ violations }) =>
              violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
                `${id}: ${target} ${failureSummary}`)))
            """;

    static Stream<Arguments> looks() {
        return Stream.of(ColorScheme.LIGHT, ColorScheme.DARK)
                .flatMap(colours -> Stream.of(WIDE, NARROW).map(width -> Arguments.of(colours, width)));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void aVisitorsPageAndItsTroubles(ColorScheme colours, int width) {
        dress(colours, width);
        DemoTab tab = DemoTab.open(context, stage.server().at("localhost"));
        tab.awaitSignedOut();
        assertFlawless(tab.page());
        tab.part("username").fill("demo");
        tab.part("password").fill("wrong");
        tab.part("sign-in").click();
        assertThat(tab.part("sign-in-error")).containsText("do not match");
        assertFlawless(tab.page());
        tab.part("place-memory").check();
        tab.part("password").fill(RunningServer.PASSWORD);
        tab.part("sign-in").click();
        assertThat(tab.part("take-cookie")).isVisible();
        assertFlawless(tab.page());
    }

    @ParameterizedTest
    @MethodSource("looks")
    void everyPlaceBeforeAndAfterTheAttack(ColorScheme colours, int width) {
        dress(colours, width);
        DemoTab tab = DemoTab.open(context, allPlaces());
        for (String place : List.of("cookie", "memory", "header")) {
            tab.signIn(place);
            assertThat(tab.part("sessions").getByTestId("end-session").first()).isVisible();
            assertFlawless(tab.page());
            tab.part("attack").click();
            assertThat(tab.part("loot-verdict")).isVisible();
            tab.part(place.equals("cookie") ? "send-no-token" : "send-wrong-header")
                    .click();
            tab.part("renew").click();
            assertThat(tab.part("family")).containsText("is current");
            assertFlawless(tab.page());
            tab.signOut();
            assertThat(tab.part("notice")).not().isEmpty();
            assertFlawless(tab.page());
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    void theQuestionWhetherItIsStillYou(ColorScheme colours, int width) {
        dress(colours, width);
        RunningServer server = OldSignIn.server(stage);
        String longName = "ada" + UUID.randomUUID().toString().replace("-", "");
        DemoTab tab = OldSignIn.newcomer(context, server, longName);
        OldSignIn.in(tab, server);
        tab.part("link-other").click();
        assertThat(tab.part("step-up").getByTestId("social-local")).isVisible();
        assertFlawless(tab.page());
        assertNoSidewaysScroll(tab.page());
        tab.part("step-up-password").fill("wrong");
        tab.part("step-up-continue").click();
        assertThat(tab.part("step-up-error")).containsText("does not match");
        assertFlawless(tab.page());
        tab.part("step-up-cancel").click();
        assertThat(tab.part("identities-status")).not().isEmpty();
        assertFlawless(tab.page());
    }

    @ParameterizedTest
    @MethodSource("looks")
    void theOtherSite(ColorScheme colours, int width) {
        dress(colours, width);
        Page page = context.newPage();
        page.navigate(allPlaces() + "/other-site.html");
        page.getByTestId("script").click();
        assertThat(page.getByTestId("script-result")).not().isEmpty();
        assertFlawless(page);
    }

    @Test
    @DecidedBy(value = BROWSER, because = "each browser lays out in its own way")
    void nothingIsWiderThanANarrowScreenOrAZoomedOne() {
        dress(ColorScheme.LIGHT, NARROW - 40);
        DemoTab tab = DemoTab.open(context, allPlaces());
        tab.awaitSignedOut();
        assertNoSidewaysScroll(tab.page());
        tab.signIn("header");
        tab.part("attack").click();
        assertThat(tab.part("loot-verdict")).isVisible();
        assertNoSidewaysScroll(tab.page());
    }

    /** Else every test above would pass, whatever the page looked like. */
    @Test
    void aFlawWouldBeFound() {
        DemoTab tab = DemoTab.open(context, allPlaces());
        tab.awaitSignedOut();
        tab.page().evaluate("document.querySelector('label[for=username]').remove()");
        assertThat(objections(tab.page())).anyMatch(line -> line.startsWith("label: "));
    }

    private static void assertFlawless(Page page) {
        assertThat(objections(page)).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static List<String> objections(Page page) {
        page.evaluate(axe());
        return (List<String>) page.evaluate(OBJECTIONS);
    }

    private static void assertNoSidewaysScroll(Page page) {
        assertThat(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .isEqualTo(0);
    }

    private static String axe() {
        try {
            return Files.readString(AXE);
        } catch (IOException missing) {
            throw new IllegalStateException("axe-core is not there: run `npm ci` first.", missing);
        }
    }

    private String allPlaces() {
        return stage.server("--sallyport.transports=cookie,memory,header").at("localhost");
    }
}
