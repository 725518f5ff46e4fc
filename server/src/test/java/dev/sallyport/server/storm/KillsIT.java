package dev.sallyport.server.storm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.key.Secrets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes killed at random points of a rotation, several on one database at once; half of them on SQLite and half on a
 * PostgreSQL that is itself killed meanwhile. {@code -Dlong.runs=1000} kills, and ten times as many rotated tokens.
 */
@Tag("alone")
class KillsIT {

    private static final int KILLS = Integer.getInteger("long.runs", 16);
    private static final int REPLAYS = 5 * KILLS;
    private static final int AT_ONCE = 4;
    private static final int KILLS_PER_DATABASE_KILL = 4;

    private final String key = HexFormat.of().formatHex(Secrets.random(32));

    private final Semaphore kills = new Semaphore(0);

    @TempDir
    private Path folder;

    @Test
    void onSqliteEveryAcknowledgedTokenSurvivesAndNoRotatedOneDoes() throws Exception {
        String url = "jdbc:sqlite:" + folder.resolve("sallyport.db")
                + "?journal_mode=WAL&synchronous=FULL&busy_timeout=30000&transaction_mode=IMMEDIATE";
        migrate(url);
        Victim.Outcome outcome = Victim.Outcome.NONE;
        for (Future<Victim.Outcome> victim : kill(url)) {
            outcome = outcome.plus(victim.get());
        }
        System.out.println("SQLite: " + outcome);
        assertThat(outcome.kills()).isEqualTo(KILLS / 2);
        replayAfterAKill("SQLite", url);
    }

    @Test
    void onPostgresEveryAcknowledgedTokenSurvivesAndNoRotatedOneDoes() throws Exception {
        try (Postgres database = Postgres.in(folder.resolve("postgres"))) {
            migrate(database.url());
            List<Future<Victim.Outcome>> victims = kill(database.url());
            int databaseKills = 0;
            while (!victims.stream().allMatch(Future::isDone)) {
                if (kills.tryAcquire(KILLS_PER_DATABASE_KILL, 1, TimeUnit.SECONDS)) {
                    database.kill();
                    database.start();
                    databaseKills++;
                }
            }
            Victim.Outcome outcome = Victim.Outcome.NONE;
            for (Future<Victim.Outcome> victim : victims) {
                outcome = outcome.plus(victim.get());
            }
            System.out.println("PostgreSQL, itself killed " + databaseKills + " times: " + outcome);
            assertThat(outcome.kills()).isEqualTo(KILLS / 2);
            replayAfterAKill("PostgreSQL", database.url());
        }
    }

    /** Each token is of a session of its own that lives: a second one of the same would be refused for the first one's sake. */
    private void replayAfterAKill(String where, String url) throws Exception {
        List<String> rotated = new ArrayList<>();
        try (RotatorProcess process = new RotatorProcess(url, key)) {
            process.tell("breed");
            while (rotated.size() < REPLAYS) {
                rotated.add(process.said().orElseThrow());
            }
            process.kill();
        }
        Map<String, Integer> answers = new TreeMap<>();
        try (RotatorProcess strict = new RotatorProcess(url, key)) {
            for (String token : rotated) {
                String answer = strict.ask("strict " + token);
                answers.merge(answer.contains(".") ? "accepted" : answer, 1, Integer::sum);
            }
        }
        System.out.printf("%s: %,d rotated tokens replayed after a kill: %s%n", where, rotated.size(), answers);
        assertThat(answers).containsOnlyKeys("refresh_reused");
    }

    private List<Future<Victim.Outcome>> kill(String url) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        List<Future<Victim.Outcome>> victims = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            victims.add(threads.submit(() -> new Victim(url, key, kills::release).killed(KILLS / 2 / AT_ONCE)));
        }
        threads.shutdown();
        return victims;
    }

    private static void migrate(String url) {
        Flyway.configure()
                .dataSource(url, null, null)
                .locations("classpath:dev/sallyport/session/jdbc")
                .load()
                .migrate();
    }
}
