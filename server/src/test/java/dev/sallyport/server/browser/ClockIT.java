package dev.sallyport.server.browser;

import static dev.sallyport.server.browser.Crossing.REFRESH;
import static dev.sallyport.server.browser.DecidedBy.Side.BROWSER;
import static dev.sallyport.server.browser.DecidedBy.Side.PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What time the computer believes it is matters little: the server's clock and the page's own tell when a token ends. */
@DecidedBy(value = PAGE, because = "our client measures the time that is left")
class ClockIT extends TabsTest {

    private static final int FEW = 3;
    private static final Duration A_WHILE = Duration.ofSeconds(8);
    private static final Duration A_MOMENT = Duration.ofMillis(500);
    /** A renewal takes place a second or two before the end of a token of three. */
    private static final int FEWEST_RENEWALS = 2;

    private static final String WRONG_FROM_THE_START = """
            const RightDate = Date;
            globalThis.Date = class extends RightDate {
              constructor(...parts) {
                super(...(parts.length ? parts : [RightDate.now() + %d]));
              }
              static now() {
                return RightDate.now() + %<d;
              }
            };
            """;

    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void aClockThatIsAnHourWrongChangesNothing(int hours) {
        context.addInitScript(
                WRONG_FROM_THE_START.formatted(Duration.ofHours(hours).toMillis()));
        List<ClientTab> tabs = tabs(FEW);
        assertThat(tabs).allSatisfy(tab -> assertThat(tab.secondsLeft()).isBetween(1.0, 4.0));
        assertRenewalsInTime(tabs);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void aClockThatIsSetByAnHourWhileThePageIsOpenChangesNothing(int hours) {
        List<ClientTab> tabs = tabs(FEW);
        tabs.forEach(tab -> tab.clockError(Duration.ofHours(hours)));
        assertRenewalsInTime(tabs);
    }

    @Test
    @DecidedBy(value = BROWSER, because = "timers are the browser's")
    void aClockThatIsSetToAndFroAllTheTimeMakesNoLoop() {
        List<ClientTab> tabs = tabs(FEW);
        int before = line.crossings().size();
        for (long i = 0; i < A_WHILE.toMillis() / 100; i++) {
            long hours = i % 2;
            tabs.forEach(tab -> tab.clockError(Duration.ofHours(hours)));
            tabs.get(0).pass(Duration.ofMillis(100));
        }
        assertThat(renewalsSince(before)).hasSizeBetween(FEWEST_RENEWALS, FEW * (int) A_WHILE.toSeconds());
        assertAllGoOn(tabs);
    }

    private void assertRenewalsInTime(List<ClientTab> tabs) {
        tabs.get(0).pass(LIFETIME);
        int before = line.crossings().size();
        long start = System.nanoTime();
        do {
            tabs.get(0).pass(A_MOMENT);
            assertThat(tabs).allSatisfy(tab -> assertThat(tab.secondsLeft()).isPositive());
        } while (renewalsSince(before).size() < FEWEST_RENEWALS && System.nanoTime() - start < A_WHILE.toNanos());
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) + 1;
        assertThat(renewalsSince(before)).hasSizeBetween(FEWEST_RENEWALS, (int) seconds + 1);
        assertAllGoOn(tabs);
    }

    private List<Long> renewalsSince(int before) {
        return line.crossings().stream()
                .skip(before)
                .filter(crossing -> crossing.is(REFRESH))
                .map(Crossing::enteredAt)
                .toList();
    }
}
