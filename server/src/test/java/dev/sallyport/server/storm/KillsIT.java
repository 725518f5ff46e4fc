package dev.sallyport.server.storm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.key.Secrets;
import dev.sallyport.session.jdbc.JdbcSchema;
import dev.sallyport.session.jdbc.MariaDbServer;
import dev.sallyport.session.jdbc.TableNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mariadb.jdbc.MariaDbDataSource;

/**
 * Processes killed at random points of a rotation, several on one database at once: on SQLite, and on a PostgreSQL and a MariaDB that
 * are themselves killed meanwhile. {@code -Dlong.runs=1000} is 500 kills on each, and five thousand rotated tokens.
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
            killBoth("PostgreSQL", database.url(), () -> {
                database.kill();
                database.start();
                return null;
            });
        }
    }

    @Test
    void onMariaDbEveryAcknowledgedTokenSurvivesAndNoRotatedOneDoes() throws Exception {
        try (MariaDbServer database = MariaDbServer.in(Files.createDirectory(folder.resolve("mariadb")))) {
            String url = database.url("jdbc:mariadb:");
            assertThat(JdbcSchema.of(new MariaDbDataSource(url), TableNames.USUAL)
                            .create())
                    .isEmpty();
            killBoth("MariaDB", url, () -> {
                database.kill();
                database.start();
                return null;
            });
        }
    }

    private void killBoth(String where, String url, Callable<?> databaseKill) throws Exception {
        List<Future<Victim.Outcome>> victims = kill(url);
        int databaseKills = 0;
        while (!victims.stream().allMatch(Future::isDone)) {
            if (kills.tryAcquire(KILLS_PER_DATABASE_KILL, 1, TimeUnit.SECONDS)) {
                databaseKill.call();
                databaseKills++;
            }
        }
        Victim.Outcome outcome = Victim.Outcome.NONE;
        for (Future<Victim.Outcome> victim : victims) {
            outcome = outcome.plus(victim.get());
        }
        System.out.println(where + ", itself killed " + databaseKills + " times: " + outcome);
        assertThat(outcome.kills()).isEqualTo(KILLS / 2);
        replayAfterAKill(where, url);
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
