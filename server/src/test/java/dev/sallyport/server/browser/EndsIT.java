package dev.sallyport.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The end of a session is told once in every tab. */
class EndsIT extends TabsTest {

    private static final int FEW = 5;
    private static final double SOON = 1.5;
    private static final Duration A_WHILE = Duration.ofSeconds(4);

    @Test
    void aSignOutInOneTabIsToldOnceInAllAndThenThereIsQuiet() {
        List<ClientTab> tabs = tabs(FEW);
        tabs.get(2).signOut();
        double waited = tabs.get(0)
                .secondsUntil(() -> tabs.stream().noneMatch(tab -> tab.ends().isEmpty()));

        System.out.printf("%s: five tabs know of a sign-out within %.2f s%n", engine, waited);
        assertThat(waited).isLessThan(SOON);
        int before = server().log().size();
        tabs.get(0).pass(A_WHILE);
        assertThat(server().log().since(before)).hasSizeLessThan(FEW);
        before = server().log().size();
        tabs.get(0).pass(A_WHILE);
        assertThat(server().log().since(before)).isEmpty();
        assertThat(tabs.get(2).ends()).containsExactly("signed_out here");
        assertThat(List.of(tabs.get(0), tabs.get(1), tabs.get(3), tabs.get(4)))
                .extracting(ClientTab::ends)
                .containsOnly(List.of("signed_out"));
    }

    @Test
    void aSignOutEverywhereElseIsToldOnceInEachTabAtItsNextRequest() {
        List<ClientTab> tabs = tabs(FEW);
        tabs.forEach(ClientTab::hide);
        try (BrowserContext device = newContext()) {
            ClientTab elsewhere = ClientTab.open(device, line.origin());
            elsewhere.signIn();
            elsewhere.page().evaluate("() => client.signOutEverywhere()");
        }
        assertThat(tabs).extracting(ClientTab::ask).containsOnly("401");
        tabs.get(0).await(() -> tabs.stream().noneMatch(tab -> tab.ends().isEmpty()));
        assertThat(tabs).extracting(ClientTab::ask).containsOnly("401");
        assertThat(tabs).extracting(ClientTab::ends).containsOnly(List.of("session_revoked"));
    }
}
