package dev.sallyport.server.storm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.Answer;
import dev.sallyport.server.Launch;
import dev.sallyport.server.ServerProcess;
import dev.sallyport.session.Rotation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two hundred refreshes of one token at once, and the next two hundred of its successor. {@code -Dlong.runs=500} rounds, each
 * twelve with a session of their own.
 */
@Tag("alone")
class RacesIT {

    private static final int ROUNDS = Integer.getInteger("long.runs", 10);
    private static final int TABS = 200;

    /** A session whose every rotation is repeated is taken for one that a thief follows, but not before as many. */
    private static final int IN_A_ROW = Rotation.MOST_REPEATED_IN_A_ROW;

    @TempDir
    private Path folder;

    @Test
    void atTwoNodesOnPostgresOneRotationWinsAndEverybodyIsGivenItsSuccessor() throws Exception {
        try (Postgres database = Postgres.in(folder.resolve("postgres"))) {
            Launch launch = Launch.in(folder, "--spring.datasource.url=" + database.url());
            try (ServerProcess one = launch.start();
                    ServerProcess other = launch.start()) {
                race("2 nodes on PostgreSQL", List.of(one, other), database.url());
            }
        }
    }

    @Test
    void atOneNodeOnSqliteOneRotationWinsAndEverybodyIsGivenItsSuccessor() throws Exception {
        try (ServerProcess node = Launch.in(folder).start()) {
            node.port();
            race("1 node on SQLite", List.of(node), "jdbc:sqlite:" + folder.resolve("data/sallyport.db"));
        }
    }

    private static void race(String where, List<ServerProcess> nodes, String database) throws Exception {
        Tally tally = new Tally();
        Tokens tokens = null;
        List<Wire> tabs = new ArrayList<>();
        for (int tab = 0; tab < TABS; tab++) {
            tabs.add(new Wire(nodes.get(tab % nodes.size()).port()));
        }
        try (Rotations rotations = Rotations.notedIn(database)) {
            long begun = System.nanoTime();
            for (int round = 0; round < ROUNDS; round++) {
                tokens = round % IN_A_ROW == 0 ? Tokens.of(nodes.get(0).signedIn()) : tokens;
                tokens = successor(refreshAtOnce(tabs, tokens, tally), tokens);
                assertThat(rotations.all())
                        .as("rotations after round %d", round + 1)
                        .isEqualTo(round + 1);
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            System.out.printf(
                    "%s: %d refreshes of one token at once x %,d rounds: %,d rotations, answers %s, %.1f rounds/s%n",
                    where, TABS, ROUNDS, rotations.all(), tally, ROUNDS / seconds);
        }
        for (Wire tab : tabs) {
            tab.close();
        }
        assertThat(tally.of("200"::equals)).as("answers %s", tally).isEqualTo((long) TABS * ROUNDS);
    }

    private static List<Answer> refreshAtOnce(List<Wire> tabs, Tokens tokens, Tally tally) throws Exception {
        for (Wire tab : tabs) {
            tab.connect();
        }
        for (Wire tab : tabs) {
            tab.send(tokens.request());
        }
        List<Answer> answers = new ArrayList<>();
        for (Wire tab : tabs) {
            Answer answer = tab.receive();
            tally.count(answer);
            answers.add(answer);
        }
        return answers;
    }

    private static Tokens successor(List<Answer> answers, Tokens parent) {
        Set<String> refreshes = new HashSet<>();
        Tokens next = parent;
        for (Answer answer : answers) {
            if (answer.status() == 200) {
                next = parent.after(answer);
                refreshes.add(next.refresh());
            }
        }
        assertThat(refreshes).as("successors of one token").hasSize(1).doesNotContain(parent.refresh());
        return next;
    }
}
