package dev.sallyport.server.browser;

import static dev.sallyport.server.browser.Crossing.REFRESH;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A computer that sleeps is signed in when it wakes, whichever of its clocks have noticed. */
class WakeIT extends TabsTest {

    private static final int FEW = 3;
    private static final Duration NIGHT = LIFETIME.plusSeconds(2);
    private static final double SOON = 2;
    private static final int GLANCE_SECONDS = 16;
    private static final int SEVERAL_GLANCES = 3 * GLANCE_SECONDS;

    @Test
    void aBrowserThatWasStoppedForLongerThanItsTokenLivesRenewsOnceWhenItGoesOn() throws Exception {
        List<ClientTab> tabs = tabs(FEW);
        List<ProcessHandle> processes = RendererProcess.all(engine);
        assertThat(processes).hasSizeGreaterThan(FEW);
        int before;
        RendererProcess.freeze(processes);
        try {
            Thread.sleep(NIGHT.toMillis());
            // Not earlier: until all of them stand still, one may renew ahead.
            before = server().log().size();
        } finally {
            RendererProcess.thaw(processes);
        }
        double waited = tabs.get(0).secondsUntil(() -> tabs.stream().allMatch(tab -> tab.secondsLeft() > 1));

        assertThat(waited).isLessThan(SOON);
        assertOneRefresh(before);
        assertAllGoOn(tabs);
    }

    @Test
    void aLaptopWhoseTimersAndMonotonicClockStoodStillRenewsWhenItWakes() {
        context.clock().install();
        List<ClientTab> tabs = tabs(FEW);
        context.clock().pauseAt(System.currentTimeMillis() + 100);
        tabs.get(0).pass(NIGHT);
        int before = server().log().size();
        context.clock().setSystemTime(System.currentTimeMillis());
        context.clock().resume();
        tabs.get(0).haveAllAsk();

        assertThat(tabs).extracting(ClientTab::asked).containsOnly("200");
        assertThat(seen(before, REFRESH_PATH)).hasSize(1);
        assertAllGoOn(tabs);
    }

    /** Were only the monotonic clock believed, which stood still, it would take minutes. */
    @Test
    void aWallClockThatRanAheadIsNoticedWithinSecondsAndLeadsToOneRenewal() throws Exception {
        try (FlakyLine line = lineTo(stage.server())) {
            context.clock().install();
            ClientTab tab = ClientTab.open(context, line.origin());
            tab.signIn();
            tab.pass(Duration.ofMillis(500));
            context.clock().runFor(20_000);
            assertThat(line.entered(REFRESH)).isZero();

            context.clock()
                    .setSystemTime(
                            System.currentTimeMillis() + Duration.ofHours(1).toMillis());
            int known = tab.changes();
            // Step by step, or the time a refresh may take would be over before its answer is there.
            for (int seconds = 0; seconds <= GLANCE_SECONDS && line.entered(REFRESH) == 0; seconds++) {
                context.clock().runFor(1_000);
                tab.pass(Duration.ofMillis(100));
            }
            tab.await(() -> tab.changes() > known);
            for (int seconds = 0; seconds < SEVERAL_GLANCES; seconds++) {
                context.clock().runFor(1_000);
            }
            tab.pass(Duration.ofSeconds(1));
            assertThat(line.entered(REFRESH)).isEqualTo(1);
            assertAllGoOn(List.of(tab));
        }
    }

    @Test
    void aNetworkThatComesBackIsNoticedAtOnce() {
        List<ClientTab> tabs = tabs(FEW);
        context.setOffline(true);
        tabs.get(0).pass(Duration.ofSeconds(7));
        assertThat(tabs).allSatisfy(tab -> assertThat(tab.isSignedIn()).isTrue());
        int before = server().log().size();
        context.setOffline(false);
        double waited = tabs.get(0).secondsUntil(() -> tabs.stream().allMatch(tab -> tab.secondsLeft() > 0));

        System.out.printf("%s: signed in anew %.1f s after the network came back%n", engine, waited);
        assertThat(waited).isLessThan(SOON);
        assertThat(seen(before, REFRESH_PATH)).hasSize(1);
        assertAllGoOn(tabs);
    }
}
