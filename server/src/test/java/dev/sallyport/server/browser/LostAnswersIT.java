package dev.sallyport.server.browser;

import static dev.sallyport.server.browser.Crossing.REFRESH;
import static dev.sallyport.server.browser.Crossing.SESSION;
import static dev.sallyport.server.browser.DecidedBy.Side.BROWSER;
import static dev.sallyport.server.browser.DecidedBy.Side.PAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is lost on the way costs nobody the sign-in, unless the server has to take the browser for a thief. */
@DecidedBy(value = PAGE, because = "our client asks again and the server judges it")
class LostAnswersIT extends TabsTest {

    private static final int FEW = 3;
    private static final Duration GRACE = Duration.ofSeconds(4);
    private static final Duration BEYOND_GRACE = GRACE.plusMillis(500);

    @Override
    RunningServer server() {
        return stage.server(
                "--sallyport.access-token.lifetime=" + LIFETIME.toSeconds() + "s",
                "--sallyport.refresh-token.grace=" + GRACE.toSeconds() + "s",
                "--logging.level.dev.sallyport.security=debug");
    }

    @Test
    @DecidedBy(value = BROWSER, because = "how a lost answer looks to script is the browser's")
    void anAnswerThatIsLostIsGivenAgain() {
        List<ClientTab> tabs = tabs(FEW);
        letTokensEnd(tabs);
        remember();
        line.weather(crossing -> crossing.is(REFRESH) && crossing.nth() == 1 ? Fate.ANSWER_LOST : Fate.ARRIVES);
        tabs.get(0).haveAllAsk();

        assertThat(tabs).extracting(ClientTab::asked).containsOnly("200");
        tabs.get(0).await(() -> told("REFRESH_REPEATED") == 1);
        assertThat(told("REFRESH_REUSED")).isZero();
        assertAllGoOn(tabs);
    }

    @Test
    void aNetworkThatIsBackWithinTheGraceCostsNothing() {
        List<ClientTab> tabs = tabs(FEW);
        remember();
        line.weather(crossing -> crossing.nth() == 1 ? Fate.ANSWER_LOST : Fate.REQUEST_LOST);
        tabs.get(0).await(() -> told("REFRESHED") == 1);
        tabs.get(0).pass(GRACE.dividedBy(2));
        line.clearUp();

        assertAllGoOn(tabs);
        tabs.get(0).await(() -> told("REFRESH_REPEATED") == 1);
        assertThat(told("REFRESH_REUSED")).isZero();
    }

    @Test
    void requestsThatNeverArriveCostNothingHoweverLong() {
        List<ClientTab> tabs = tabs(FEW);
        line.weather(any -> Fate.REQUEST_LOST);
        tabs.get(0).pass(BEYOND_GRACE.multipliedBy(2));
        assertThat(line.entered(REFRESH)).isPositive();
        assertThat(tabs).allSatisfy(tab -> assertThat(tab.isSignedIn()).isTrue());
        line.clearUp();
        assertAllGoOn(tabs);
        assertThat(told("REFRESH_REUSED")).isZero();
    }

    @Test
    void anAnswerThatIsLostUntilTheGraceIsOverEndsTheSessionOnceInEachTabAndThenThereIsQuiet() {
        List<ClientTab> tabs = tabs(FEW);
        remember();
        line.weather(crossing -> crossing.is(REFRESH) && crossing.nth() == 1 ? Fate.ANSWER_LOST : Fate.REQUEST_LOST);
        tabs.get(0).await(() -> told("REFRESHED") == 1);
        tabs.get(0).pass(BEYOND_GRACE);
        line.clearUp();
        tabs.get(0).startAsking();
        tabs.get(0).await(() -> tabs.stream().noneMatch(tab -> tab.ends().isEmpty()));

        // Whose refresh it was that came too late is told so; a tab that asks afterwards finds the session ended.
        assertThat(tabs)
                .extracting(ClientTab::ends)
                .isSubsetOf(List.of(List.of("refresh_reused"), List.of("session_revoked")));
        // Awaited: what the server tells comes by a pipe, and may be later than what it answers.
        tabs.get(0).await(() -> told("REFRESH_REUSED") > 0);
        int refreshes = line.entered(REFRESH);
        int questions = line.entered(SESSION);
        tabs.get(0).pass(Duration.ofSeconds(4));
        assertThat(line.entered(REFRESH)).isEqualTo(refreshes);
        assertThat(told("REFRESH_REUSED")).isEqualTo(1);
        // Word of the end may reach a tab that has found it out by itself. That tab asks whether it holds, once.
        assertThat(line.entered(SESSION) - questions).isLessThanOrEqualTo(FEW);
        assertThat(tabs).extracting(ClientTab::ends).allMatch(ends -> ends.size() == 1);
        tabs.get(1).signIn();
        tabs.get(0).await(() -> tabs.stream().allMatch(ClientTab::isSignedIn));
        assertThat(tabs).extracting(ClientTab::ask).containsOnly("200");
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
