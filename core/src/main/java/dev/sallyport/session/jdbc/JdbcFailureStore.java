package dev.sallyport.session.jdbc;

import dev.sallyport.session.FailureStore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/** Failed sign-ins in the table {@code sallyport_failure}. */
public final class JdbcFailureStore implements FailureStore {

    private static final long PAUSE_MILLIS = PAUSE.toMillis();

    /** As wide as the instants: so many failures in a row, times a day, need more than an integer has. */
    private static final String DAYS = "CAST(sallyport_failure.in_a_row + 1 AS DECIMAL(19)) * " + PAUSE_MILLIS;

    private static final String MAY = "(sallyport_failure.in_a_row < ? OR sallyport_failure.last_failed_at <= ?)";

    /** The condition is the lock: of all who come at once, only as many as may find the row as it has to be. */
    private static final String UPSERT = "INSERT INTO sallyport_failure (name, in_a_row, last_failed_at, ends_at)"
            + " VALUES (?, 1, ?, ?) ON CONFLICT (name) DO UPDATE SET"
            + " in_a_row = sallyport_failure.in_a_row + 1,"
            + " last_failed_at = excluded.last_failed_at,"
            + " ends_at = excluded.last_failed_at + " + DAYS
            + " WHERE " + MAY;

    /** The same of a row that is there. What is calculated comes first: MySQL sees what is set before it in the statement. */
    private static final String UPDATE = "UPDATE sallyport_failure SET ends_at = ? + " + DAYS
            + ", in_a_row = in_a_row + 1, last_failed_at = ? WHERE name = ? AND " + MAY;

    private static final String TAKE_BACK = "UPDATE sallyport_failure SET in_a_row = in_a_row - 1,"
            + " last_failed_at = last_failed_at - CASE WHEN last_failed_at = ? THEN " + PAUSE_MILLIS + " ELSE 0 END,"
            + " ends_at = ends_at - " + PAUSE_MILLIS + " WHERE name = ?";

    private final Sql sql;

    /** A store in the database behind {@code dataSource}, whose tables must exist. */
    public JdbcFailureStore(DataSource dataSource) {
        this(dataSource, TableNames.USUAL);
    }

    /** The same in a table of another name. */
    public JdbcFailureStore(DataSource dataSource, TableNames names) {
        this.sql = new Sql(dataSource, names);
    }

    @Override
    public Optional<Instant> count(String name, Instant at, int most) {
        return sql.onOneConnection(statements -> {
            boolean isCounted = statements.dialect().hasOnConflictAndReturning()
                    ? statements.update(UPSERT, name, at, at.plus(PAUSE), most, at.minus(PAUSE)) == 1
                    : countInSteps(statements, name, at, most);
            // The row was purged meanwhile, so it keeps nobody out.
            return isCounted ? Optional.empty() : last(statements, name);
        });
    }

    /** Whoever finds no row to update and cannot add one was overtaken by somebody who added it, and updates that. */
    private static boolean countInSteps(Sql.Statements statements, String name, Instant at, int most)
            throws SQLException {
        Object[] update = {at, at, name, most, at.minus(PAUSE)};
        return statements.update(UPDATE, update) == 1
                || statements.insertNew(
                        "sallyport_failure",
                        "name, in_a_row, last_failed_at, ends_at",
                        "name",
                        name,
                        1,
                        at,
                        at.plus(PAUSE))
                || statements.update(UPDATE, update) == 1;
    }

    private static Optional<Instant> last(Sql.Statements statements, String name) throws SQLException {
        return statements
                .query(
                        "SELECT last_failed_at FROM sallyport_failure WHERE name = ?",
                        row -> Instant.ofEpochMilli(row.getLong(1)),
                        name)
                .stream()
                .findFirst();
    }

    @Override
    public void takeBack(String name, Instant at) {
        sql.update(TAKE_BACK, at, name);
    }

    @Override
    public void forget(String name) {
        sql.update("DELETE FROM sallyport_failure WHERE name = ?", name);
    }

    @Override
    public int purge(Instant now, int atMost) {
        return sql.onOneConnection(statements -> statements.update(
                statements.dialect().deleteSome("sallyport_failure", "name", "ends_at < ?", "ends_at", atMost, 0),
                now));
    }
}
