package dev.sallyport.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A page that gets no answer is told why. What script may learn of an answer that it may not read is the browser's to say. */
class UnlistedOriginIT extends BrowserTest {

    private static final String WHY = """
            server => new Promise((known) => {
              const client = Sallyport.createClient({ baseUrl: server });
              client.onUnavailable(({ code }) => known(code));
              void client.ready;
            })
            """;

    @Test
    void thatItsOriginIsNotListed() throws IOException {
        assertThat(whyUnavailable(stage.server().at(Site.OURS))).isEqualTo("origin_not_allowed");
    }

    @Test
    void thatNothingAnswers() throws IOException {
        assertThat(whyUnavailable("http://" + Site.OURS + ":" + Example.freePort()))
                .isEqualTo("network_error");
    }

    /** From a page that is really served from this machine: Chromium lets no other page ask this machine at all. */
    private Object whyUnavailable(String server) throws IOException {
        try (EvilServer elsewhere = new EvilServer()) {
            Page page = context.newPage();
            page.navigate(elsewhere.at(Site.SIBLING));
            page.addScriptTag(new Page.AddScriptTagOptions().setPath(Path.of("../demo/dist/assets/sallyport.js")));
            return page.evaluate(WHY, server);
        }
    }
}
