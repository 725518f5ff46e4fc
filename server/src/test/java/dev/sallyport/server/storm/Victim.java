package dev.sallyport.server.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Sessions whose process is killed again and again amid their refreshes. What a process acknowledged, the next one must honour;
 * and of each process one session is given up to show that a rotated token is accepted no more.
 */
final class Victim {

    private static final int SESSIONS = 4;
    private static final int MOST_REFRESHES = 40;
    private static final int LONGEST_REFRESH_NANOS = 3_000_000;

    /** What came of it. */
    record Outcome(int kills, int refreshes, int honoured, int replayed) {

        static final Outcome NONE = new Outcome(0, 0, 0, 0);

        Outcome plus(Outcome other) {
            return new Outcome(
                    kills + other.kills,
                    refreshes + other.refreshes,
                    honoured + other.honoured,
                    replayed + other.replayed);
        }

        @Override
        public String toString() {
            return String.format(
                    "%,d kill -9 amid %,d acknowledged refreshes: %,d of %,d last acknowledged tokens honoured afterwards,"
                            + " %,d rotated tokens replayed and refused",
                    kills, refreshes, honoured, SESSIONS * kills, replayed);
        }
    }

    private final String url;
    private final String key;
    private final Runnable onKill;
    private final List<List<String>> acknowledged = new ArrayList<>();

    Victim(String url, String key, Runnable onKill) {
        this.url = url;
        this.key = key;
        this.onKill = onKill;
    }

    Outcome killed(int times) throws Exception {
        Outcome outcome = Outcome.NONE;
        for (int life = 0; life < times; life++) {
            outcome = outcome.plus(live());
        }
        try (RotatorProcess last = new RotatorProcess(url, key)) {
            return outcome.plus(new Outcome(0, 0, honoured(last), replayed(last)));
        }
    }

    private Outcome live() throws Exception {
        try (RotatorProcess process = new RotatorProcess(url, key)) {
            int honoured = honoured(process);
            int replayed = replayed(process);
            while (acknowledged.size() < SESSIONS) {
                acknowledged.add(new ArrayList<>(List.of(process.ask("open"))));
            }
            process.tell("storm "
                    + String.join(" ", acknowledged.stream().map(Victim::last).toList()));
            int refreshes = heed(process, ThreadLocalRandom.current().nextInt(SESSIONS, MOST_REFRESHES));
            // Acknowledgements are heard at moments of their own kind; the kill must strike at any.
            LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(LONGEST_REFRESH_NANOS));
            process.kill();
            onKill.run();
            refreshes += heed(process, Integer.MAX_VALUE);
            return new Outcome(1, refreshes, honoured, replayed);
        }
    }

    /** Each last acknowledged token earns its successor, though its rotation may have been cut off before it was answered. */
    private int honoured(RotatorProcess process) throws Exception {
        for (List<String> tokens : acknowledged) {
            String successor = process.ask("refresh " + last(tokens));
            assertThat(successor)
                    .as("after a kill, what became of the last acknowledged token")
                    .contains(".");
            tokens.add(successor);
        }
        return acknowledged.size();
    }

    /** At a gate without grace: with it, the one before the last would be accepted, and rightly so. */
    private int replayed(RotatorProcess process) throws Exception {
        if (acknowledged.isEmpty()) {
            return 0;
        }
        List<String> tokens = acknowledged.remove(ThreadLocalRandom.current().nextInt(acknowledged.size()));
        String rotated = tokens.get(ThreadLocalRandom.current().nextInt(tokens.size() - 1));
        assertThat(process.ask("strict " + rotated)).isEqualTo("refresh_reused");
        return 1;
    }

    /** Notes acknowledgements, this many if there are so many. */
    private int heed(RotatorProcess process, int most) throws Exception {
        int heard = 0;
        while (heard < most) {
            Optional<String> line = process.said();
            if (line.isEmpty()) {
                break;
            }
            String[] words = line.get().split(" ");
            assertThat(words[1]).as("amid a storm").contains(".");
            acknowledged.get(Integer.parseInt(words[0])).add(words[1]);
            heard++;
        }
        return heard;
    }

    private static String last(List<String> tokens) {
        return tokens.get(tokens.size() - 1);
    }
}
