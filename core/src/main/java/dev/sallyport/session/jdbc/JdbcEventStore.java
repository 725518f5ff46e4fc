package dev.sallyport.session.jdbc;

import dev.sallyport.session.EventStore;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/** What happened, in the table {@code sallyport_event}. */
public final class JdbcEventStore implements EventStore {

    private static final String INSERT =
            "INSERT INTO sallyport_event (id, occurred_at, kind, user_id, session_id, address, refusal, occurrences)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET occurrences = excluded.occurrences"
                    + " WHERE sallyport_event.occurrences < excluded.occurrences";

    private final Sql sql;

    /** A store in the database behind {@code dataSource}, whose tables must exist. */
    public JdbcEventStore(DataSource dataSource) {
        this.sql = new Sql(dataSource);
    }

    @Override
    public void add(List<Entry> entries) {
        sql.inTransaction(statements -> {
            for (Entry entry : entries) {
                statements.update(
                        INSERT,
                        entry.id(),
                        entry.at(),
                        entry.kind(),
                        entry.userId(),
                        entry.sessionId(),
                        entry.address(),
                        entry.refusal(),
                        entry.occurrences());
            }
            return entries;
        });
    }

    @Override
    public int purge(Instant before, int atMost) {
        return sql.update(
                "DELETE FROM sallyport_event WHERE id IN (SELECT id FROM sallyport_event WHERE occurred_at < ? ORDER BY occurred_at LIMIT ?)",
                before,
                atMost);
    }

    @Override
    public int purge(Group group, int kept, int atMost) {
        String whose = group.namesUser() ? "user_id IS NOT NULL" : "user_id IS NULL";
        return sql.update(
                "DELETE FROM sallyport_event WHERE id IN (SELECT id FROM sallyport_event WHERE kind = ? AND " + whose
                        + " ORDER BY occurred_at DESC LIMIT ? OFFSET ?)",
                group.kind(),
                atMost,
                kept);
    }
}
