package dev.sallyport.session.jdbc;

import dev.sallyport.session.EventStore;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/** What happened, in the table {@code sallyport_event}. */
public final class JdbcEventStore implements EventStore {

    private static final String COLUMNS = "id, occurred_at, kind, user_id, session_id, address, refusal, occurrences";

    /** In one statement, where the database has one for it. */
    private static final String UPSERT = "INSERT INTO sallyport_event (" + COLUMNS
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET occurrences = excluded.occurrences"
            + " WHERE sallyport_event.occurrences < excluded.occurrences";

    private static final String RAISE = "UPDATE sallyport_event SET occurrences = ? WHERE id = ? AND occurrences < ?";

    private final Sql sql;

    /** A store in the database behind {@code dataSource}, whose tables must exist. */
    public JdbcEventStore(DataSource dataSource) {
        this(dataSource, TableNames.USUAL);
    }

    /** The same in a table of another name. */
    public JdbcEventStore(DataSource dataSource, TableNames names) {
        this.sql = new Sql(dataSource, names);
    }

    @Override
    public void add(List<Entry> entries) {
        sql.inTransaction(statements -> {
            for (Entry entry : entries) {
                if (statements.dialect().hasOnConflictAndReturning()) {
                    statements.update(UPSERT, values(entry));
                } else if (!statements.insertNew("sallyport_event", COLUMNS, "id", values(entry))) {
                    statements.update(RAISE, entry.occurrences(), entry.id(), entry.occurrences());
                }
            }
            return entries;
        });
    }

    private static Object[] values(Entry entry) {
        return new Object[] {
            entry.id(),
            entry.at(),
            entry.kind(),
            entry.userId(),
            entry.sessionId(),
            entry.address(),
            entry.refusal(),
            entry.occurrences()
        };
    }

    @Override
    public int purge(Instant before, int atMost) {
        return purge("occurred_at < ?", "occurred_at", atMost, 0, before);
    }

    @Override
    public int purge(Group group, int kept, int atMost) {
        String whose = group.namesUser() ? "user_id IS NOT NULL" : "user_id IS NULL";
        return purge("kind = ? AND " + whose, "occurred_at DESC", atMost, kept, group.kind());
    }

    private int purge(String which, String order, int atMost, int kept, Object value) {
        return sql.onOneConnection(statements -> statements.update(
                statements.dialect().deleteSome("sallyport_event", "id", which, order, atMost, kept), value));
    }
}
