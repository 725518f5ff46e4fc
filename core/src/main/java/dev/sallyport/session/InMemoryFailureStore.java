package dev.sallyport.session;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store for tests and trials: all is forgotten when the process ends. One lock makes each method one step. */
public final class InMemoryFailureStore implements FailureStore {

    private record Row(int inARow, Instant last) {

        Instant end() {
            return last.plus(PAUSE.multipliedBy(inARow));
        }
    }

    private final Map<String, Row> rows = new HashMap<>();

    @Override
    public synchronized Optional<Instant> count(String name, Instant at, int most) {
        Row before = rows.getOrDefault(name, new Row(0, Instant.MIN));
        if (before.inARow() >= most && before.last().isAfter(at.minus(PAUSE))) {
            return Optional.of(before.last());
        }
        rows.put(name, new Row(before.inARow() + 1, at));
        return Optional.empty();
    }

    @Override
    public synchronized void takeBack(String name, Instant at) {
        rows.computeIfPresent(
                name, (any, row) -> new Row(row.inARow() - 1, row.last().equals(at) ? at.minus(PAUSE) : row.last()));
    }

    @Override
    public synchronized void forget(String name) {
        rows.remove(name);
    }

    @Override
    public synchronized int purge(Instant now, int atMost) {
        List<String> over = rows.entrySet().stream()
                .filter(entry -> entry.getValue().end().isBefore(now))
                .map(Map.Entry::getKey)
                .limit(atMost)
                .toList();
        over.forEach(rows::remove);
        return over.size();
    }
}
