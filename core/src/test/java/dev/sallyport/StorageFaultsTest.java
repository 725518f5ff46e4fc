package dev.sallyport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.FaultScene.Operation;
import dev.sallyport.config.ConfigDraft;
import dev.sallyport.config.SallyportConfig.Format;
import dev.sallyport.session.SessionStore;
import dev.sallyport.session.jdbc.BrittleDataSource;
import dev.sallyport.session.jdbc.BrittleDataSource.Break;
import dev.sallyport.session.jdbc.JdbcSessionStore;
import dev.sallyport.session.jdbc.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * Every operation with the database failing at every call that it makes of it, in every way. What it answers is 503 or as if
 * nothing had failed; what it did is everything or nothing; and the refresh token is good afterwards. {@code -Dstride=1} tries
 * every call and not only some.
 */
@Tag("slow")
class StorageFaultsTest {

    /** What a second try may hear where the first had done its work and only its answer was lost. */
    private static final List<String> DONE_ALREADY =
            List.of("404 not_found cookies=0", "401 session_revoked cookies=0", "403 csrf_mismatch cookies=0");

    private static final int STRIDE = Integer.getInteger("stride", 5);
    private static final int NEVER = Integer.MAX_VALUE;
    private static final Logger LOG = Logger.getLogger(Sallyport.class.getPackageName());

    @TempDir
    private Path directory;

    private TestDatabase database;
    private BrittleDataSource brittle;
    private SessionStore sound;
    private SocialScene social;
    private int scenes;

    /** Thousands of warnings would hide what the run has to say. */
    @BeforeEach
    void do_not_log_what_is_broken_on_purpose() {
        LOG.setLevel(Level.OFF);
    }

    @AfterEach
    void close() {
        LOG.setLevel(null);
        social.close();
        database.close();
    }

    @ParameterizedTest(name = "{0}, {1} access tokens")
    @CsvSource({"sqlite, JWT", "postgres, JWT", "sqlite, OPAQUE", "h2, JWT", "hsqldb, JWT", "mariadb, JWT"})
    void rule20_wherever_the_database_fails_nothing_is_half_done_and_no_token_is_lost(String kind, Format format)
            throws SQLException {
        connect(kind, format);
        int points = 0;
        for (Operation operation : Operation.values()) {
            Outcome sound = run(operation, NEVER, Break.BEFORE);
            assertThat(FaultScene.UNAVAILABLE).doesNotContain(sound.answer());
            for (Break how : Break.values()) {
                int call = 1 + how.ordinal() % STRIDE;
                while (survives(operation, call, how, sound)) {
                    call += STRIDE;
                    points++;
                }
            }
        }
        System.out.printf(
                "%s, %s: the database failed at %,d points of %d operations; 0 half done, 0 tokens lost, 0 false thefts%n",
                kind, format, points, Operation.values().length);
        assertThat(points).isGreaterThan(1_000 / STRIDE);
    }

    /** What an operation answered, and what the database then said. */
    private record Outcome(FaultScene scene, String before, String answer, String after, boolean broke) {}

    private Outcome run(Operation operation, int call, Break how) {
        FaultScene scene = new FaultScene(social, sound, "user-" + scenes++);
        scene.prepare(operation);
        String before = scene.state();
        brittle.breakAtCall(call, how);
        String answer = scene.act(operation);
        boolean broke = brittle.mended();
        return new Outcome(scene, before, answer, scene.state(), broke);
    }

    /** Whether there was such a call at all, having seen that its failure did no harm. */
    private boolean survives(Operation operation, int call, Break how, Outcome sound) {
        String what = operation + ", call " + call + " " + how;
        Outcome faulty = run(operation, call, how);
        if (!faulty.broke()) {
            assertThat(faulty.answer()).as(what).isEqualTo(sound.answer());
            return false;
        }
        assertThat(faulty.after()).as(what).isIn(faulty.before(), sound.after());
        if (!FaultScene.UNAVAILABLE.contains(faulty.answer())) {
            assertThat(List.of(faulty.answer(), faulty.after()))
                    .as(what)
                    .isEqualTo(List.of(sound.answer(), sound.after()));
        }
        if (FaultScene.UNAVAILABLE.contains(faulty.answer())) {
            assertRecovers(faulty, operation, sound, (call + how.ordinal()) % 2 == 0);
        }
        return true;
    }

    /** Whoever was told to come again does so, or goes on with the refresh token that they have. */
    private static void assertRecovers(Outcome faulty, Operation operation, Outcome sound, boolean comesAgain) {
        if (comesAgain) {
            String again = faulty.scene().act(operation);
            assertThat(again)
                    .isIn(Stream.concat(Stream.of(sound.answer()), DONE_ALREADY.stream())
                            .toList());
            assertThat(faulty.scene().state()).isEqualTo(sound.after());
        } else {
            boolean ended = faulty.after().startsWith("[as before, ended");
            assertThat(faulty.scene().refresh()).startsWith(ended ? "401 session_revoked" : "200");
        }
    }

    private void connect(String kind, Format format) throws SQLException {
        boolean embedded = kind.equals("sqlite");
        database = TestDatabase.of(kind, directory);
        brittle = new BrittleDataSource(embedded ? unpooled() : database.node());
        sound = new JdbcSessionStore(brittle.dataSource());
        ConfigDraft draft = new ConfigDraft();
        draft.formats = List.of(format);
        social = new SocialScene(draft, sound);
    }

    /** Nothing tidies up behind the store, and nobody waits for a disk: what a power cut does is another test's matter. */
    private DataSource unpooled() {
        SQLiteConfig config = new SQLiteConfig();
        config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + directory.resolve("sallyport.db"));
        return source;
    }
}
