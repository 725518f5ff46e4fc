package dev.sallyport.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Many tabs of one person share one rotation, whoever of them comes first. */
class TabsIT extends TabsTest {

    private static final int MANY = 10;
    private static final Duration A_WHILE = Duration.ofSeconds(8);

    @Test
    void tenTabsWhoseTokenHasEndedSendOneRefreshBetweenThem() {
        List<ClientTab> tabs = tabs(MANY);
        int before = haveAllAskOnceTheirTokensHaveEnded(tabs);

        assertOneRefresh(before);
        System.out.printf(
                "%s: ten tabs, one refresh, %d session questions%n",
                engine, seen(before, SESSION_PATH).size());
        assertThat(seen(before, SESSION_PATH)).hasSizeLessThan(MANY / 2);
        assertAllGoOn(tabs);
    }

    @Test
    void tenTabsThatRenewAheadTakeTurns() {
        List<ClientTab> tabs = tabs(MANY);
        tabs.get(0).pass(LIFETIME);
        int before = line.crossings().size();
        int logged = server().log().size();
        tabs.get(0).pass(A_WHILE);

        List<Long> renewals = line.crossings().stream()
                .skip(before)
                .filter(it -> it.is(Crossing.REFRESH))
                .map(Crossing::enteredAt)
                .toList();
        // Each by itself would make it forty.
        assertThat(renewals).hasSizeBetween(2, 5);
        System.out.printf(
                "%s: ten tabs, %s, %d refreshes, %d session questions%n",
                engine, A_WHILE, renewals.size(), seen(logged, SESSION_PATH).size());
        // A tab that was let in before word of the renewal came through asks, so now and then there is one.
        assertThat(seen(logged, SESSION_PATH)).hasSizeLessThanOrEqualTo(renewals.size());
        assertThat(tabs).allSatisfy(tab -> assertThat(tab.secondsLeft()).isPositive());
        assertAllGoOn(tabs);
    }

    @Test
    void tenTabsThatAreShownAgainOneByOneDoNotEachRenew() {
        List<ClientTab> tabs = tabs(MANY);
        letTokensEnd(tabs);
        int before = server().log().size();
        tabs.forEach(ClientTab::show);
        tabs.get(0).await(() -> tabs.stream().allMatch(tab -> tab.secondsLeft() > 0));

        System.out.printf(
                "%s: ten tabs shown again, %d refreshes, %d session questions%n",
                engine,
                seen(before, REFRESH_PATH).size(),
                seen(before, SESSION_PATH).size());
        assertThat(seen(before, REFRESH_PATH)).hasSize(1);
        assertThat(seen(before, SESSION_PATH)).hasSizeLessThan(MANY / 2);
        assertAllGoOn(tabs);
    }
}
