package dev.sallyport.server.storm;

import dev.sallyport.http.Answer;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/** How often a storm was answered how: {@code 200}, {@code 503 store_unavailable}. */
final class Tally {

    private final LongAccumulator slowest = new LongAccumulator(Math::max, 0);
    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();

    static String outcome(Answer answer) {
        return answer.status() < 400 ? Integer.toString(answer.status()) : answer.status() + " " + answer.text("code");
    }

    String count(Answer answer) {
        String outcome = outcome(answer);
        count(outcome);
        return outcome;
    }

    void count(String outcome) {
        counts.computeIfAbsent(outcome, any -> new LongAdder()).increment();
    }

    /** Notes how long an answer took. */
    void took(long nanos) {
        slowest.accumulate(nanos);
    }

    long slowestMillis() {
        return TimeUnit.NANOSECONDS.toMillis(slowest.get());
    }

    /** How many outcomes were such ones. */
    long of(Predicate<String> such) {
        return counts.entrySet().stream()
                .filter(entry -> such.test(entry.getKey()))
                .mapToLong(entry -> entry.getValue().sum())
                .sum();
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
