package dev.sallyport.server.browser;

import static dev.sallyport.server.browser.Crossing.REFRESH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** One tab refreshes for all, so it must not take the others down with it. */
class LockHolderIT extends TabsTest {

    private static final int FEW = 4;
    private static final double AT_ONCE = 3;
    private static final double PATIENCE = 10;

    @Test
    void aTabThatIsClosedAmidItsRefreshHoldsNobodyUp() {
        theHolderDies(ClientTab::kill, Fate.REQUEST_HELD);
        // A refresh outlives its page, so the server may hear of it all the same, and after that of the others'.
        assertThat(told("REFRESH_REUSED")).isZero();
    }

    @Test
    void aTabThatCrashesAmidItsRefreshHoldsNobodyUp() {
        assumeTabsHaveProcessesOfTheirOwn();
        theHolderDies(ClientTab::crash, Fate.REQUEST_HELD);
    }

    @Test
    void aTabThatDiesWithTheNewTokenOnItsWayLeavesTheOthersTheSameOne() {
        theHolderDies(ClientTab::kill, Fate.ANSWER_HELD);
        assertThat(told("REFRESH_REPEATED")).isPositive();
    }

    @Test
    void aRefreshThatIsNeverAnsweredIsGivenUpAndSentAgain() {
        List<ClientTab> tabs = tabs(FEW);
        letTokensEnd(tabs);
        line.weather(crossing -> crossing.is(REFRESH) && crossing.nth() == 1 ? Fate.REQUEST_HELD : Fate.ARRIVES);
        tabs.get(0).haveAllAsk();
        double waited = tabs.get(0).secondsUntil(() -> line.entered(REFRESH) == 2);

        assertThat(tabs).extracting(ClientTab::asked).containsOnly("200");
        assertThat(waited).isBetween(PATIENCE - 3, PATIENCE);
        assertAllGoOn(tabs);
    }

    @Test
    void aTabThatIsFrozenAmidItsRefreshIsDoneWithoutAndMayThawLater() {
        assumeTabsHaveProcessesOfTheirOwn();
        List<ClientTab> tabs = tabs(FEW);
        List<ProcessHandle> holder = List.of(RendererProcess.of(tabs.get(0)));
        List<ClientTab> others = tabs.stream()
                .filter(tab -> !RendererProcess.of(tab).equals(holder.get(0)))
                .toList();
        assertThat(others).isNotEmpty();
        letTokensEnd(tabs);
        line.weather(crossing -> crossing.is(REFRESH) && crossing.nth() == 1 ? Fate.REQUEST_HELD : Fate.ARRIVES);
        tabs.get(0).startAsking();
        tabs.get(0).await(() -> line.entered(REFRESH) == 1);
        RendererProcess.freeze(holder);
        try {
            others.forEach(ClientTab::startAsking);
            double waited = others.get(0).secondsUntil(() -> line.entered(REFRESH) == 2);
            assertThat(others).extracting(ClientTab::asked).containsOnly("200");
            assertThat(waited).isBetween(PATIENCE - 2, PATIENCE + 2);
        } finally {
            RendererProcess.thaw(holder);
        }
        assertThat(tabs.get(0).asked()).isEqualTo("200");
        assertAllGoOn(tabs);
    }

    private void assumeTabsHaveProcessesOfTheirOwn() {
        assumeTrue(
                engine == Engine.CHROMIUM,
                "Firefox keeps the tabs of one site in one process: all die or freeze at once");
    }

    private void theHolderDies(Consumer<ClientTab> death, Fate amid) {
        List<ClientTab> tabs = tabs(FEW);
        letTokensEnd(tabs);
        remember();
        line.weather(REFRESH, amid);
        tabs.get(0).startAsking();
        tabs.get(0).await(() -> line.entered(REFRESH) == 1);
        List<ClientTab> others = tabs.subList(1, FEW);
        others.forEach(ClientTab::startAsking);
        death.accept(tabs.get(0));
        double waited = others.get(0).secondsUntil(() -> line.entered(REFRESH) == 2);
        line.clearUp();

        assertThat(others).extracting(ClientTab::asked).containsOnly("200");
        assertThat(waited).isLessThan(AT_ONCE);
        assertAllGoOn(others);
    }
}
