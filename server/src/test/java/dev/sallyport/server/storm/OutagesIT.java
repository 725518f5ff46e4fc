package dev.sallyport.server.storm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.Launch;
import dev.sallyport.server.ServerProcess;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database goes away under 500 refreshes a second at two nodes, and comes back. {@code -Dlong.runs=20} times. */
@Tag("alone")
class OutagesIT {

    private static final int STOPS = Integer.getInteger("long.runs", 2);
    private static final int PROMOTIONS = Math.max(1, STOPS / 4);
    private static final int FREEZES = PROMOTIONS;

    /** Longer than a server waits for a statement. */
    private static final int FROZEN_SECONDS = 12;

    private static final int PER_SECOND = 500;

    @TempDir
    private Path folder;

    private final List<Long> rates = new ArrayList<>();
    private final List<Long> recoveries = new ArrayList<>();

    @Test
    void aDatabaseThatStopsAndStartsEndsNoSession() throws Exception {
        try (Postgres database = Postgres.in(folder.resolve("postgres"))) {
            Launch launch = Launch.in(folder, "--spring.datasource.url=" + database.url());
            try (ServerProcess one = launch.start();
                    ServerProcess other = launch.start();
                    Storm storm = new Storm(List.of(one, other), PER_SECOND);
                    Rotations rotations = Rotations.notedIn(database.url())) {
                for (int stop = 0; stop < STOPS; stop++) {
                    rates.add(storm.rage(2));
                    if (stop % 2 == 0) {
                        database.stop();
                    } else {
                        database.kill();
                    }
                    TimeUnit.SECONDS.sleep(1 + stop % 5);
                    CompletableFuture<Long> success = storm.nextSuccess();
                    database.start();
                    awaitRecovery(System.nanoTime(), success);
                }
                report("stopped and started " + STOPS + " times", storm, database.url());
            }
        }
    }

    @Test
    void aPrimaryThatIsKilledAndReplacedByItsStandbyEndsNoSession() throws Exception {
        Postgres primary = Postgres.in(folder.resolve("first"));
        Postgres standby = primary.standby(folder.resolve("second"), freePort());
        String addresses = primary.address() + "," + standby.address();
        Launch launch =
                Launch.in(folder, "--spring.datasource.url=" + Postgres.url(addresses) + "&targetServerType=primary");
        try (ServerProcess one = launch.start();
                ServerProcess other = launch.start();
                Storm storm = new Storm(List.of(one, other), PER_SECOND)) {
            Rotations.notedIn(primary.url()).close();
            for (int promotion = 0; promotion < PROMOTIONS; promotion++) {
                rates.add(storm.rage(2));
                primary.kill();
                TimeUnit.SECONDS.sleep(1);
                CompletableFuture<Long> success = storm.nextSuccess();
                standby.promote();
                awaitRecovery(System.nanoTime(), success);
                int port = primary.port();
                primary = standby;
                standby = primary.standby(folder.resolve("standby" + promotion), port);
            }
            report("killed and its standby promoted " + PROMOTIONS + " times", storm, primary.url());
        } finally {
            primary.close();
            standby.close();
        }
    }

    @Test
    void aDatabaseThatStandsStillForLongerThanTheGraceMakesNobodyAThief() throws Exception {
        try (Postgres database = Postgres.in(folder.resolve("postgres"))) {
            Launch launch = Launch.in(
                    folder, "--spring.datasource.url=" + database.url(), "--sallyport.refresh-token.grace=2s");
            try (ServerProcess one = launch.start();
                    ServerProcess other = launch.start();
                    Storm storm = new Storm(List.of(one, other), PER_SECOND)) {
                Rotations.notedIn(database.url()).close();
                for (int freeze = 0; freeze < FREEZES; freeze++) {
                    rates.add(storm.rage(2));
                    database.freeze();
                    TimeUnit.SECONDS.sleep(FROZEN_SECONDS);
                    CompletableFuture<Long> success = storm.nextSuccess();
                    database.thaw();
                    awaitRecovery(System.nanoTime(), success);
                }
                report(
                        "frozen for " + FROZEN_SECONDS + " s " + FREEZES + " times, with a grace of 2 s,",
                        storm,
                        database.url());
                System.out.printf(
                        "The longest that a refresh waited for its answer: %,d ms%n",
                        storm.tally().slowestMillis());
                assertThat(storm.tally().of("503 store_unavailable"::equals))
                        .as("refreshes that were given up")
                        .isPositive();
            }
        }
    }

    private void awaitRecovery(long accepting, CompletableFuture<Long> success) throws Exception {
        recoveries.add(Math.max(0, success.get(1, TimeUnit.MINUTES) - accepting));
    }

    private void report(String what, Storm storm, String database) throws Exception {
        int lost = storm.lostSessions();
        Tally tally = storm.tally();
        try (Rotations rotations = Rotations.in(database)) {
            long twice = rotations.parentsRotatedTwice();
            Collections.sort(recoveries);
            System.out.printf(
                    "PostgreSQL %s under refreshes at two nodes: %s, %,d to %,d/s before each, %,d rotations, %d double winners,"
                            + " %d lost sessions; from accepting connections to the first 200: p50 %d ms, max %d ms%n",
                    what,
                    tally,
                    Collections.min(rates),
                    Collections.max(rates),
                    rotations.all(),
                    twice,
                    lost,
                    millis(recoveries.size() / 2),
                    millis(recoveries.size() - 1));
            assertThat(twice).as("double winners").isZero();
        }
        assertThat(lost).as("lost sessions").isZero();
        assertThat(tally.of(outcome -> !outcome.equals("200") && !outcome.equals("503 store_unavailable")))
                .as("other answers than 200 and 503 store_unavailable with Retry-After: %s", tally)
                .isZero();
    }

    private long millis(int index) {
        return TimeUnit.NANOSECONDS.toMillis(recoveries.get(index));
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
