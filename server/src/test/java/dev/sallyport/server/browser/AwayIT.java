package dev.sallyport.server.browser;

import static dev.sallyport.server.browser.DecidedBy.Side.BROWSER;
import static dev.sallyport.server.browser.DecidedBy.Side.PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A server that is down or busy is left in peace, and whoever was signed in still is when it is back. */
@DecidedBy(value = PAGE, because = "our client decides when it asks again")
class AwayIT extends TabsTest {

    private static final int FEW = 5;
    private static final Duration OUTAGE = Duration.ofSeconds(8);
    private static final double SOON = 10;

    @Test
    @DecidedBy(value = BROWSER, because = "how a server that is away looks to script is the browser's")
    void aServerThatCrashesAndStartsAgainFindsItsPeopleSignedIn() throws Exception {
        try (RunningServer own = new RunningServer(List.of("--sallyport.access-token.lifetime=3s"));
                FlakyLine path = lineTo(own)) {
            List<ClientTab> tabs = IntStream.range(0, FEW)
                    .mapToObj(any -> ClientTab.open(context, path.origin()))
                    .toList();
            tabs.get(0).signIn();
            tabs.get(0).await(() -> tabs.stream().allMatch(ClientTab::isSignedIn));
            own.crash();
            assertPeace("a server that is down", tabs);
            own.start();
            assertBack(tabs);
        }
    }

    @Test
    void aBusyServerIsGivenTheTimeItAskedFor() {
        List<ClientTab> tabs = tabs(FEW);
        line.weather(any -> Fate.UNAVAILABLE);
        assertPeace("503", tabs);
        line.clearUp();
        assertBack(tabs);
    }

    @Test
    void aProxysPageOfHtmlIsNoSignOut() {
        List<ClientTab> tabs = tabs(FEW);
        line.weather(any -> Fate.BAD_GATEWAY);
        assertPeace("502", tabs);
        line.clearUp();
        assertBack(tabs);
    }

    /** What the pages send is counted; a browser tries by itself again and again to reach a server that is down. */
    private void assertPeace(String what, List<ClientTab> tabs) {
        List<Long> sent = new ArrayList<>();
        Consumer<Request> count = request -> sent.add(System.nanoTime());
        context.onRequest(count);
        tabs.get(0).pass(OUTAGE);
        context.offRequest(count);
        long most = sent.stream().mapToLong(start -> within(sent, start)).max().orElse(0);
        System.out.printf(
                "%s: five tabs, %s for %s: %d requests, %d in the busiest second%n",
                engine, what, OUTAGE, sent.size(), most);
        assertThat(sent).isNotEmpty().hasSizeLessThan((int) (FEW * OUTAGE.toSeconds()));
        assertThat(most).as("in the busiest second").isLessThanOrEqualTo(2L * FEW);
        assertThat(tabs).allSatisfy(tab -> assertThat(tab.isSignedIn()).isTrue());
    }

    private static long within(List<Long> sent, long start) {
        return sent.stream()
                .filter(at -> at >= start && at < start + TimeUnit.SECONDS.toNanos(1))
                .count();
    }

    private static void assertBack(List<ClientTab> tabs) {
        double waited = tabs.get(0).secondsUntil(() -> tabs.stream().allMatch(tab -> tab.secondsLeft() > 0));
        assertThat(waited).isLessThan(SOON);
        assertAllGoOn(tabs);
    }
}
