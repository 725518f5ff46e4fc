package dev.sallyport;

import dev.sallyport.config.ConfigDraft;
import dev.sallyport.session.jdbc.Crowd;
import dev.sallyport.session.jdbc.JdbcSessionStore;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** A gate whose store holds many sessions, and among them, in no particular place, those of some browsers that are at work. */
record LargeStore(Gate gate, List<Browser> browsers) {

    private static final int BROWSERS = 1_000;
    private static final int ROUNDS = 20;

    /** What many calls took, in microseconds. */
    record Times(double median, double p99, double longest) {

        static Times of(long[] nanos) {
            long[] sorted = nanos.clone();
            Arrays.sort(sorted);
            return new Times(micros(sorted, 50), micros(sorted, 99), sorted[sorted.length - 1] / 1e3);
        }

        private static double micros(long[] sorted, int percent) {
            return sorted[(int) ((sorted.length - 1L) * percent / 100)] / 1e3;
        }

        @Override
        public String toString() {
            return String.format("median %,.0f us, p99 %,.0f us, longest %,.0f us", median, p99, longest);
        }
    }

    /** Fills the database; browsers sign in all along, so that their sessions lie scattered among the others. */
    static LargeStore filled(DataSource database, int sessions) throws SQLException {
        Gate gate = new Gate(new ConfigDraft(), new JdbcSessionStore(database));
        List<Browser> browsers = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Crowd.fill(database, Gate.START, part(sessions, round) + 1, part(sessions, round + 1));
            while (browsers.size() < part(Math.min(BROWSERS, sessions), round + 1)) {
                browsers.add(gate.browser().signedIn("alice"));
            }
        }
        Crowd.analyze(database);
        return new LargeStore(gate, browsers);
    }

    /** How long each call of {@code request} takes, here and there by turns, with a browser drawn by lot. */
    static List<Times> alternating(LargeStore one, LargeStore other, int times, Consumer<Browser> request) {
        Random lot = new Random(1);
        long[] here = new long[times];
        long[] there = new long[times];
        for (int i = 0; i < times; i++) {
            here[i] = one.time(lot, request);
            there[i] = other.time(lot, request);
        }
        return List.of(Times.of(here), Times.of(there));
    }

    long time(Random lot, Consumer<Browser> request) {
        Browser browser = browsers.get(lot.nextInt(browsers.size()));
        long began = System.nanoTime();
        request.accept(browser);
        return System.nanoTime() - began;
    }

    private static int part(int whole, int rounds) {
        return (int) ((long) whole * rounds / ROUNDS);
    }
}
