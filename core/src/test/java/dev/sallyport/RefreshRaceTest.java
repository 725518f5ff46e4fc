package dev.sallyport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.config.ConfigDraft;
import dev.sallyport.session.Race;
import dev.sallyport.session.Rotation;
import dev.sallyport.session.jdbc.JdbcSessionStore;
import dev.sallyport.session.jdbc.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two hundred refreshes of one token at once, at two nodes on each database that the server does not bring along. {@code
 * -Dlong.runs=500} rounds.
 */
@Tag("slow")
class RefreshRaceTest {

    private static final int ROUNDS = Integer.getInteger("long.runs", 3);
    private static final int TABS = 200;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"h2", "h2-as-postgres", "hsqldb", "mariadb", "mysql-driver"})
    void one_rotation_wins_and_everybody_is_given_its_successor(String kind) throws Exception {
        try (TestDatabase database = TestDatabase.of(kind, folder)) {
            Gate one = new Gate(new ConfigDraft(), new JdbcSessionStore(database.node()));
            Gate other = one.anotherNode(new JdbcSessionStore(database.node()));
            Browser page = one.browser();
            long begun = System.nanoTime();
            for (int round = 0; round < ROUNDS; round++) {
                page = round % Rotation.MOST_REPEATED_IN_A_ROW == 0
                        ? one.browser().signedIn("alice")
                        : page;
                page = refreshedAtOnce(page, one, other);
                assertThat(one.store().rotations() + other.store().rotations())
                        .as("rotations after round %d", round + 1)
                        .isEqualTo(round + 1);
            }
            System.out.printf(
                    "2 nodes on %s: %d refreshes of one token at once x %,d rounds: %,d rotations, all answered 200, %.1f rounds/s%n",
                    kind, TABS, ROUNDS, ROUNDS, ROUNDS / ((System.nanoTime() - begun) / 1e9));
        }
    }

    private static Browser refreshedAtOnce(Browser page, Gate one, Gate other) throws Exception {
        List<Browser> tabs = new ArrayList<>();
        for (int tab = 0; tab < TABS; tab++) {
            tabs.add(page.copy().at(tab % 2 == 0 ? one : other));
        }
        assertThat(Race.of(TABS, tab -> () -> tabs.get(tab).refresh().status())).containsOnly(200);
        assertThat(tabs.stream().map(tab -> tab.jar().value(Browser.REFRESH)).distinct())
                .as("successors of one token")
                .hasSize(1);
        return tabs.get(0).at(one);
    }
}
