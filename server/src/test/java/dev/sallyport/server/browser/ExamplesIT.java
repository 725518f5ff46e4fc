package dev.sallyport.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.sallyport.server.browser.DecidedBy.Side.PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import dev.sallyport.server.browser.AccessLog.Seen;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the examples show works as it stands there: whoever copies one has a sign-in. */
@DecidedBy(value = PAGE, because = "frameworks run our client, and both write what every browser reads")
class ExamplesIT extends BrowserTest {

    private static final int LIFETIME_SECONDS = 3;

    /** Behind another tab nothing is renewed ahead of time, so that the request itself finds the token ended. */
    private static final String IN_THE_BACKGROUND =
            "Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });";

    @ParameterizedTest
    @EnumSource
    void somebodySignsInSavesAfterTheTokenHasEndedReloadsAndSignsOutOfAllTabs(Example example) throws Exception {
        RunningServer server = stage.server("--sallyport.access-token.lifetime=" + LIFETIME_SECONDS + "s");
        Complaints complaints = Complaints.in(context);
        context.addInitScript(IN_THE_BACKGROUND);
        try (Example.Running running = example.start(context, server.at("localhost"))) {
            Page page = context.newPage();
            String policy = policyOf(page.navigate(running.page()));
            assertThat(policy).contains("default-src 'none'").doesNotContain("unsafe", "*", "http");
            page.getByTestId("username").fill("demo");
            page.getByTestId("password").fill(RunningServer.PASSWORD);
            page.getByTestId("sign-in").click();
            assertThat(page.getByTestId("signed-in")).hasText("demo");
            assertThat(page.getByTestId("display-name")).not().hasValue("");

            String name = "Ada by " + example + " in " + engine;
            type(page.getByTestId("display-name"), name);
            page.waitForTimeout((LIFETIME_SECONDS + 1) * 1000.0);
            int before = server.log().size();
            page.getByTestId("save").click();
            assertThat(page.getByTestId("saved")).hasText("Saved");
            assertThat(server.log().awaitAfter(before, ExamplesIT::savesProfile).status())
                    .isEqualTo(401);
            server.log().awaitAfter(before, seen -> savesProfile(seen) && seen.status() == 200);

            String next = policyOf(page.reload());
            assertThat(next.equals(policy)).isEqualTo(!example.isRenderedOnServer());
            assertThat(page.getByTestId("signed-in")).hasText("demo");
            assertThat(page.getByTestId("display-name")).hasValue(name);

            Page other = context.newPage();
            other.navigate(running.page());
            assertThat(other.getByTestId("signed-in")).hasText("demo");
            page.getByTestId("sign-out").click();
            assertThat(page.getByTestId("username")).isVisible();
            assertThat(other.getByTestId("username")).isVisible();
        }
        // What a policy forbids is a complaint, too. Chromium writes each 401 to the console, the one that was asked
        // for too.
        assertThat(complaints.heard()).allMatch(complaint -> complaint.contains("401"));
    }

    /** Key by key: a value that is set from outside is none that React hears of in Firefox. */
    private static void type(Locator field, String text) {
        field.press("ControlOrMeta+a");
        field.pressSequentially(text);
    }

    /** With a nonce, where there is one: it is good for this one answer. */
    private static String policyOf(Response answer) {
        return answer.headerValue("Content-Security-Policy");
    }

    private static boolean savesProfile(Seen seen) {
        return seen.method().equals("POST") && seen.path().equals("/api/profile");
    }
}
