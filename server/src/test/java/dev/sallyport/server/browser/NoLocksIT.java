package dev.sallyport.server.browser;

import static dev.sallyport.server.browser.Crossing.REFRESH;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over plain http elsewhere than on this machine no browser has Web Locks; then the server's grace stands alone. */
class NoLocksIT extends TabsTest {

    private static final int FEW = 5;

    @BeforeEach
    void withoutLocks() {
        context.addInitScript("delete Navigator.prototype.locks");
    }

    @Test
    void tabsThatAllAskAtOnceStaySignedIn() {
        // A token that is overtaken by two rotations on its way is an old one when it arrives, as a thief's would be.
        line.keepOrder(REFRESH);
        List<ClientTab> tabs = tabs(FEW);
        assertThat(tabs.get(0).page().evaluate("() => navigator.locks === undefined"))
                .isEqualTo(true);
        int before = haveAllAskOnceTheirTokensHaveEnded(tabs);

        System.out.printf(
                "%s: five tabs without locks, %d refreshes%n",
                engine, seen(before, REFRESH_PATH).size());
        assertThat(seen(before, REFRESH_PATH)).hasSizeLessThanOrEqualTo(FEW);
        tabs.forEach(ClientTab::show);
        tabs.get(0).pass(LIFETIME.multipliedBy(2));
        assertThat(told("REFRESH_REUSED")).isZero();
        assertAllGoOn(tabs);
    }

    @Test
    void aTabThatDiesAmidItsRefreshHoldsNobodyUp() {
        List<ClientTab> tabs = tabs(FEW);
        letTokensEnd(tabs);
        line.weather(crossing -> crossing.is(REFRESH) && crossing.nth() == 1 ? Fate.REQUEST_HELD : Fate.ARRIVES);
        tabs.get(0).startAsking();
        tabs.get(0).await(() -> line.entered(REFRESH) == 1);
        List<ClientTab> others = tabs.subList(1, FEW);
        others.forEach(ClientTab::startAsking);
        tabs.get(0).kill();

        assertThat(others).extracting(ClientTab::asked).containsOnly("200");
        assertAllGoOn(others);
    }
}
