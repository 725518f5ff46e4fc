package dev.sallyport.server.storm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.Answer;
import dev.sallyport.server.Launch;
import dev.sallyport.server.ServerProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long after a sign-out at one of three nodes the others admit the access token still. {@code -Dlong.runs=300} of them. */
@Tag("alone")
class LagIT {

    private static final int SIGN_OUTS = Integer.getInteger("long.runs", 12);
    private static final int WARMING_UP = 2;
    private static final int PER_SECOND = 200;
    private static final Duration BOUND = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String REVOKED = "401 session_revoked";

    @TempDir
    private Path folder;

    private final ExecutorService onlookers = Executors.newFixedThreadPool(2);

    /**
     * When a node changed its mind, by {@link System#nanoTime}.
     *
     * @param lastAdmitted when the last request was sent that it granted
     * @param firstRefused when the first answer came that did not
     */
    private record Seen(long lastAdmitted, long firstRefused) {}

    @Test
    void aSignOutReachesTheOtherNodesWithinTheBoundBeItCalledOutOrNot() throws Exception {
        try (Postgres database = Postgres.in(folder.resolve("postgres"))) {
            execute(database, "CREATE ROLE node LOGIN", "GRANT ALL ON SCHEMA public TO node");
            Launch launch = Launch.in(
                    folder,
                    "--spring.datasource.url=" + database.url().replace("user=postgres", "user=node"),
                    "--sallyport.transports=cookie,header");
            try (ServerProcess one = launch.start();
                    ServerProcess second = launch.start();
                    ServerProcess third = launch.start();
                    Storm storm = new Storm(List.of(one, second, third), PER_SECOND)) {
                List<ServerProcess> others = List.of(second, third);
                measure("called out by NOTIFY", one, others, storm);
                // As on a database that speaks PostgreSQL's protocol and calls nothing out.
                execute(database, "REVOKE EXECUTE ON FUNCTION pg_notify(text, text) FROM PUBLIC");
                measure("found by polling alone", one, others, storm);
                assertThat(storm.lostSessions()).isZero();
            }
        }
    }

    private void measure(String how, ServerProcess one, List<ServerProcess> others, Storm storm) throws Exception {
        long rate = storm.rage(3);
        List<Long> lags = new ArrayList<>();
        for (int i = 0; i < WARMING_UP + SIGN_OUTS; i++) {
            Bearer bearer = Bearer.signedInAt(one);
            CyclicBarrier admitted = new CyclicBarrier(others.size() + 1);
            List<Future<Seen>> seen = others.stream()
                    .map(node -> onlookers.submit(untilRevoked(node, bearer, admitted)))
                    .toList();
            admitted.await(10, TimeUnit.SECONDS);
            bearer.signOutAt(one);
            long done = System.nanoTime();
            for (Future<Seen> each : seen) {
                assertThat(Duration.ofNanos(each.get().lastAdmitted() - done))
                        .as("from the sign-out to the last request admitted")
                        .isLessThan(BOUND);
                lags.add(Math.max(0, each.get().firstRefused() - done));
            }
        }
        lags.subList(0, others.size() * WARMING_UP).clear();
        Collections.sort(lags);
        System.out.printf(
                "%d sign-outs at one of 3 nodes on PostgreSQL, %s, under %d refreshes a second: from the answer 204 to"
                        + " %s at the other two: p50 %d ms, p99 %d ms, max %d ms%n",
                SIGN_OUTS, how, rate, REVOKED, millis(lags, 50), millis(lags, 99), millis(lags, 100));
    }

    private static Callable<Seen> untilRevoked(ServerProcess node, Bearer bearer, CyclicBarrier admitted) {
        return () -> {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            long lastAdmitted = 0;
            try (Wire wire = new Wire(node.port())) {
                while (true) {
                    long sent = System.nanoTime();
                    wire.send(bearer.request());
                    Answer answer = wire.receive();
                    if (Tally.outcome(answer).equals(REVOKED)) {
                        return new Seen(lastAdmitted, System.nanoTime());
                    }
                    assertThat(answer.status()).isEqualTo(200);
                    assertThat(sent).as("the token is admitted still").isLessThan(deadline);
                    if (lastAdmitted == 0) {
                        admitted.await(10, TimeUnit.SECONDS);
                    }
                    lastAdmitted = sent;
                    TimeUnit.MILLISECONDS.sleep(1);
                }
            }
        };
    }

    private static void execute(Postgres database, String... statements) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private static long millis(List<Long> sorted, int percent) {
        int index = Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1);
        return TimeUnit.NANOSECONDS.toMillis(sorted.get(index));
    }
}
