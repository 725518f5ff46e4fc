package dev.sallyport.server.storm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A signed-in client that refreshes in a loop: in turn at each node, and every few turns at all of them at once, as tabs do. */
final class Refresher implements Callable<Boolean> {

    private static final int TURNS_PER_RACE = 8;
    static final String HALF_AN_ANSWER = "half an answer";

    private static final String AWAY = "503 store_unavailable";

    /**
     * How fast it goes.
     *
     * @param nanosPerRefresh from one refresh to the next, if nothing holds them up
     * @param onSuccess told of each 200
     */
    record Pace(long nanosPerRefresh, Runnable onSuccess) {}

    private final List<Wire> wires = new ArrayList<>();
    private final Tally tally;
    private final Pace pace;
    private Tokens tokens;
    private volatile boolean finishing;
    private volatile boolean abandoned;

    Refresher(List<Integer> ports, Tokens tokens, Tally tally, Pace pace) {
        ports.forEach(port -> wires.add(new Wire(port)));
        this.tokens = tokens;
        this.tally = tally;
        this.pace = pace;
    }

    /** Ends after the next success. */
    void finish() {
        finishing = true;
    }

    /** Ends after the request under way, whatever comes of it. */
    void abandon() {
        abandoned = true;
    }

    /** What it was last given; to be asked once it has ended. */
    Tokens tokens() {
        return tokens;
    }

    /** Whether the session was alive to the end. */
    @Override
    public Boolean call() throws Exception {
        try {
            boolean alive = true;
            boolean refreshed = true;
            for (int turn = 0; alive && !abandoned && !(finishing && refreshed); turn++) {
                long next = System.nanoTime();
                boolean race = turn % TURNS_PER_RACE == 0;
                List<Wire> at = race ? wires : List.of(wires.get(turn % wires.size()));
                List<Answer> answers = refresh(at);
                tally.took(System.nanoTime() - next);
                alive = answers.stream().noneMatch(answer -> answer.status() == 401);
                refreshed = answers.stream().anyMatch(answer -> answer.status() == 200);
                TimeUnit.NANOSECONDS.sleep(
                        next + at.size() * pace.nanosPerRefresh() - System.nanoTime() + waitAskedFor(answers));
            }
            return alive;
        } finally {
            for (Wire wire : wires) {
                wire.close();
            }
        }
    }

    private List<Answer> refresh(List<Wire> at) {
        List<Answer> answers = new ArrayList<>();
        for (Wire wire : at.stream().filter(this::send).toList()) {
            receive(wire).ifPresent(answers::add);
        }
        List<Tokens> given = answers.stream()
                .filter(answer -> answer.status() == 200)
                .map(tokens::after)
                .toList();
        assertThat(given.stream().map(Tokens::refresh).distinct()).hasSizeLessThan(2);
        if (!given.isEmpty()) {
            tokens = given.get(0);
        }
        return answers;
    }

    private boolean send(Wire wire) {
        try {
            wire.send(tokens.request());
            return true;
        } catch (IOException refused) {
            tally.count("not sent");
            return false;
        }
    }

    private Optional<Answer> receive(Wire wire) {
        try {
            Answer answer = wire.receive();
            boolean saysWhen = answer.header("Retry-After").isPresent();
            String outcome = Tally.outcome(answer);
            tally.count(outcome.equals(AWAY) && !saysWhen ? outcome + " without Retry-After" : outcome);
            if (answer.status() == 200) {
                pace.onSuccess().run();
            }
            return Optional.of(answer);
        } catch (IOException brokenOff) {
            tally.count(wire.hasBegunToAnswer() ? HALF_AN_ANSWER : "no answer");
            return Optional.empty();
        }
    }

    private static long waitAskedFor(List<Answer> answers) {
        return answers.stream()
                .filter(answer -> answer.status() == 503)
                .flatMap(answer -> answer.header("Retry-After").stream())
                .mapToLong(seconds -> TimeUnit.SECONDS.toNanos(Long.parseLong(seconds)))
                .max()
                .orElse(0);
    }
}
