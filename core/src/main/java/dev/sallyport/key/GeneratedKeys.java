package dev.sallyport.key;

import dev.sallyport.key.KeyTable.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keys made here, on schedule and on command, and kept in a table that all nodes share. */
public final class GeneratedKeys implements KeySource {

    private final KeyTable table;
    private final KeySchedule schedule;

    private GeneratedKeys(KeyTable table, KeySchedule schedule) {
        this.table = table;
        this.schedule = schedule;
    }

    /** Keys in {@code table}, in which there is one of the schedule's algorithm from now on. */
    public static GeneratedKeys open(KeyTable table, KeySchedule schedule, Instant now) {
        GeneratedKeys keys = new GeneratedKeys(table, schedule);
        List<Row> rows = table.rows();
        schedule.dueAtStart(rows, now).ifPresent(at -> keys.add(rows, at));
        return keys;
    }

    @Override
    public List<KeyRing.Member> load(Instant now) {
        List<Row> before = table.rows();
        Optional<Instant> due = schedule.due(before, now);
        List<Row> rows = due.isPresent() ? add(before, due.get()) : before;
        int oldest = schedule.oldestNeeded(rows, now);
        if (oldest > rows.get(0).generation()) {
            table.removeBefore(oldest);
        }
        return rows.stream().map(GeneratedKeys::member).toList();
    }

    @Override
    public Optional<Duration> rotation() {
        return Optional.of(schedule.rotation());
    }

    @Override
    public KeyRing.Member rotate(Instant now) {
        List<Row> rows = table.rows();
        return member(KeySchedule.newest(add(rows, schedule.afterLead(rows, now))));
    }

    private List<Row> add(List<Row> rows, Instant activatesAt) {
        int next = rows.isEmpty() ? 1 : KeySchedule.newest(rows).generation() + 1;
        table.add(new Row(next, SigningKey.generate(schedule.algorithm()), activatesAt));
        return table.rows();
    }

    private static KeyRing.Member member(Row row) {
        return new KeyRing.Member(row.key(), Optional.of(row.activatesAt()));
    }
}
