package dev.sallyport.server.browser;

import static dev.sallyport.server.browser.Crossing.REFRESH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whoever closes the page at the wrong moment is no thief when they come back tomorrow. */
class ClosedPageIT extends TabsTest {

    private static final Duration GRACE = Duration.ofSeconds(4);
    private static final Duration BEYOND_GRACE = GRACE.plusSeconds(1);

    @Override
    RunningServer server() {
        return stage.server(
                "--sallyport.access-token.lifetime=" + LIFETIME.toSeconds() + "s",
                "--sallyport.refresh-token.grace=" + GRACE.toSeconds() + "s",
                "--logging.level.dev.sallyport.security=debug");
    }

    @Test
    void aRefreshOutlivesThePageThatSentIt() {
        assumeTrue(
                engine == Engine.CHROMIUM, "Firefox 153 gives up what a closed page was waiting for, keepalive or not");
        context.newPage();
        ClientTab tab = openSignedIn();
        line.weather(REFRESH, Fate.ANSWER_HELD);
        tab.page().evaluate("() => void client.refresh().catch(() => {})");
        tab.await(() -> line.entered(REFRESH) == 1);
        tab.kill();
        line.clearUp();

        ClientTab next = open();
        next.pass(BEYOND_GRACE);
        assertThat(next.isSignedIn()).isTrue();
        assertThat(next.ask()).isEqualTo("200");
        assertThat(told("REFRESH_REUSED")).isZero();
        assertThat(told("REFRESH_REPEATED")).isZero();
    }
}
