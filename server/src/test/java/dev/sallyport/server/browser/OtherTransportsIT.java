package dev.sallyport.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
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
        List<ClientTab> tabs = tabs("header");
        letTokensEnd(tabs);
        int before = server().log().size();
        tabs.get(0).haveAllAsk();

        assertThat(tabs).extracting(ClientTab::asked).containsOnly("200");
        assertThat(seen(before, REFRESH_PATH))
                .extracting(AccessLog.Seen::status)
                .containsExactly(200);
        assertAllGoOn(tabs);
    }

    @Test
    void withMemoryEachTabRenewsItsOwnAndNoneIsTakenForAThief() {
        List<ClientTab> tabs = tabs("memory");
        letTokensEnd(tabs);
        int before = server().log().size();
        tabs.get(0).haveAllAsk();

        assertThat(tabs).extracting(ClientTab::asked).containsOnly("200");
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
        ClientTab tab = ClientTab.open(context, line.origin(), transport);
        tab.signIn();
        tab.reload();
        assertThat(tab.isSignedIn()).isTrue();
        letTokensEnd(List.of(tab));
        tab.reload();
        assertThat(tab.isSignedIn()).isTrue();
        assertAllGoOn(List.of(tab));
    }

    private List<ClientTab> tabs(String transport) {
        List<ClientTab> tabs = new ArrayList<>();
        for (int i = 0; i < FEW; i++) {
            tabs.add(ClientTab.open(context, line.origin(), transport));
            if (i == 0) {
                tabs.get(0).signIn();
            }
        }
        assertThat(tabs).allMatch(ClientTab::isSignedIn);
        return tabs;
    }
}
