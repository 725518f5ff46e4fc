package dev.sallyport.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import dev.sallyport.server.browser.AccessLog.Seen;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FramingIT extends AttackedTest {

    private static final String TWO_FRAMES = """
            <!doctype html>
            <title>Free kittens</title>
            <iframe src="%s/" onload="this.dataset.done = 1"></iframe>
            <iframe src="/harmless" onload="this.dataset.done = 1"></iframe>
            """;

    @ParameterizedTest
    @EnumSource
    void anotherSitesFrameOfThePageStaysEmpty(Site site) {
        DemoTab.signedIn(context, ours());
        int before = server().log().size();
        Page page = visit(site, TWO_FRAMES.formatted(ours()));
        page.waitForFunction("document.querySelectorAll('iframe[data-done]').length === 2");

        Seen asked = server().log().awaitAfter(before, it -> it.dest().equals("iframe"));
        assertThat(asked.status()).as("served, or served before").isIn(200, 304);
        assertThat(page.frames()).hasSize(3);
        String shown = page.frames().stream().map(FramingIT::textIn).collect(Collectors.joining("\n"));
        assertThat(shown).as("the page that may be framed").contains("Nothing bad here");
        assertThat(shown).doesNotContain("Sallyport", "You are in");
        assertThat(page.frames()).noneMatch(frame -> frame.locator("main").count() > 0);
    }

    private static String textIn(Frame frame) {
        return frame.locator("body").textContent();
    }
}
