package dev.sallyport.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.sallyport.server.browser.DecidedBy.Side.BROWSER;
import static dev.sallyport.server.browser.DecidedBy.Side.PAGE;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@DecidedBy(value = PAGE, because = "the words and the way back are our page's")
class OutageIT extends BrowserTest {

    private static final Pattern OUT_OF_REACH = Pattern.compile("cannot be reached");

    @Test
    @DecidedBy(value = BROWSER, because = "how a server that is away looks to script is the browser's")
    void aServerThatGoesAwayAndComesBackCostsNeitherWordsNorTheSignIn() throws Exception {
        try (RunningServer server = new RunningServer(List.of())) {
            DemoTab tab = DemoTab.signedIn(context, server.at("localhost"));
            server.crash();
            tab.type("Ada", "typed while it was away");
            tab.part("profile-save").click();
            assertThat(tab.part("notice")).hasText(OUT_OF_REACH);
            tab.awaitProfile("Ada", "typed while it was away");
            assertThat(tab.part("signed-in-view")).isVisible();

            server.start();
            assertThat(tab.part("notice")).isEmpty();
            tab.save();
            tab.page().reload();
            tab.awaitProfile("Ada", "typed while it was away");
        }
    }

    @Test
    void aVisitorIsToldTooAndMaySignInOnceItIsBack() throws Exception {
        try (RunningServer server = new RunningServer(List.of())) {
            DemoTab tab = DemoTab.open(context, server.at("localhost"));
            server.crash();
            tab.part("username").fill("demo");
            tab.part("password").fill(RunningServer.PASSWORD);
            tab.part("sign-in").click();
            assertThat(tab.part("sign-in-error")).hasText(OUT_OF_REACH);
            assertThat(tab.part("username")).hasValue("demo");

            server.start();
            assertThat(tab.part("notice")).isEmpty();
            tab.part("sign-in").click();
            tab.awaitSignedIn();
        }
    }
}
