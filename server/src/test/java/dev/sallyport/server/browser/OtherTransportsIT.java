package dev.sallyport.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tokens in script's hands are renewed as quietly as those in cookies. */
class OtherTransportsIT extends TabsTest {

    private static final int FEW = 3;

    @Test
    void withMemoryAReloadKeepsThePersonSignedIn() {
        aReloadKeeps("memory");
    }

    @Test
    void withTheHeaderAndLocalStorageAReloadKeepsThePersonSignedIn() {
        aReloadKeeps("header");
    }

    @Test
    void tabsThatShareAStorageShareOneRotation() {
        List<ClientTab> tabs = tabs(FEW, "header");
        int before = haveAllAskOnceTheirTokensHaveEnded(tabs);

        assertOneRefresh(before);
        assertAllGoOn(tabs);
    }

    @Test
    void withMemoryEachTabRenewsItsOwnAndNoneIsTakenForAThief() {
        List<ClientTab> tabs = tabs(FEW, "memory");
        int before = haveAllAskOnceTheirTokensHaveEnded(tabs);

        assertThat(seen(before, REFRESH_PATH))
                .extracting(AccessLog.Seen::status)
                .containsOnly(200)
                .hasSize(FEW);
        assertThat(told("REFRESH_REUSED")).isZero();
        tabs.forEach(ClientTab::show);
        tabs.get(0).pass(LIFETIME.multipliedBy(2));
        assertThat(told("REFRESH_REUSED")).isZero();
        assertAllGoOn(tabs);
    }

    private void aReloadKeeps(String transport) {
        ClientTab tab = tabs(1, transport).get(0);
        tab.reload();
        assertThat(tab.isSignedIn()).isTrue();
        letTokensEnd(List.of(tab));
        tab.reload();
        assertThat(tab.isSignedIn()).isTrue();
        assertAllGoOn(List.of(tab));
    }
}
