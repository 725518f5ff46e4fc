package dev.sallyport.session.jdbc;

import dev.sallyport.session.StoreUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements in transactions that end here, and turns every fault of the database into one exception. What the database
 * took back for the sake of others, it is asked for again: that is no fault, but how serializable isolation works.
 */
final class Sql {

    private static final int ATTEMPTS = 5;

    /** Reads one row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Several statements, one after the other. */
    @FunctionalInterface
    interface Work<T> {
        T in(Statements statements) throws SQLException;
    }

    /** Statements on one connection. They are written for the usual names of the tables. */
    record Statements(Connection connection, Dialect dialect, TableNames names) {

        int update(String statement, Object... values) throws SQLException {
            try (PreparedStatement prepared = prepare(statement, values)) {
                return prepared.executeUpdate();
            }
        }

        /** Adds a row unless there is one with this key, and says whether it did. */
        boolean insertNew(String table, String columns, String key, Object... values) throws SQLException {
            String insert =
                    "INSERT INTO " + table + " (" + columns + ") VALUES (?" + ", ?".repeat(values.length - 1) + ")";
            if (dialect.hasOnConflictAndReturning()) {
                return update(insert + " ON CONFLICT (" + key + ") DO NOTHING", values) == 1;
            }
            try {
                return update(insert, values) == 1;
            } catch (SQLException fault) {
                // It undoes this statement only, and not the transaction: PostgreSQL alone is otherwise.
                if (dialect.isDuplicate(fault)) {
                    return false;
                }
                throw fault;
            }
        }

        /** One statement with each of {@code values} in turn. A driver that prepares anew each time takes as long for that again. */
        List<Integer> updateEach(String statement, List<Object[]> values) throws SQLException {
            List<Integer> rows = new ArrayList<>(values.size());
            try (PreparedStatement prepared = connection.prepareStatement(names.in(statement))) {
                for (Object[] one : values) {
                    bind(prepared, one);
                    rows.add(prepared.executeUpdate());
                }
            }
            return rows;
        }

        <T> List<T> query(String statement, Row<T> row, Object... values) throws SQLException {
            try (PreparedStatement prepared = prepare(statement, values);
                    ResultSet rows = prepared.executeQuery()) {
                List<T> read = new ArrayList<>();
                while (rows.next()) {
                    read.add(row.read(rows));
                }
                return read;
            }
        }

        /** All that {@code work} does takes effect together or not at all. */
        <T> T together(Work<T> work) throws SQLException {
            boolean committed = false;
            connection.setAutoCommit(false);
            try {
                T result = work.in(this);
                connection.commit();
                committed = true;
                return result;
            } finally {
                // Whatever went wrong, and strictly first: turning auto-commit on would commit the half that was done.
                if (!committed) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        }

        private PreparedStatement prepare(String statement, Object... values) throws SQLException {
            PreparedStatement prepared = connection.prepareStatement(names.in(statement));
            bind(prepared, values);
            return prepared;
        }

        private static void bind(PreparedStatement prepared, Object... values) throws SQLException {
            for (int i = 0; i < values.length; i++) {
                bind(prepared, i + 1, values[i]);
            }
        }

        private static void bind(PreparedStatement prepared, int at, Object value) throws SQLException {
            if (value instanceof Optional<?> optional) {
                if (optional.isPresent()) {
                    bind(prepared, at, optional.get());
                } else {
                    prepared.setNull(at, Types.NULL);
                }
            } else if (value instanceof Instant instant) {
                prepared.setLong(at, instant.toEpochMilli());
            } else {
                prepared.setObject(at, value);
            }
        }
    }

    private final DataSource dataSource;
    private final TableNames names;
    private volatile @Nullable Dialect dialect;

    Sql(DataSource dataSource, TableNames names) {
        this.dataSource = dataSource;
        this.names = names;
    }

    /** Which database this is, once a connection was there to ask. */
    Optional<Dialect> dialect() {
        return Optional.ofNullable(dialect);
    }

    /** Statements on a connection to this database that somebody else got. */
    Statements on(Connection connection) throws SQLException {
        Dialect known = dialect;
        if (known == null) {
            known = Dialect.of(connection.getMetaData());
            dialect = known;
        }
        return new Statements(connection, known, names);
    }

    /** One statement is a transaction of its own; opening one around a mere read would take SQLite's write lock. */
    int update(String statement, Object... values) {
        return onOneConnection(statements -> statements.update(statement, values));
    }

    <T> List<T> query(String statement, Row<T> row, Object... values) {
        return onOneConnection(statements -> statements.query(statement, row, values));
    }

    /** Each statement is a transaction of its own. */
    <T> T onOneConnection(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            commitEachStatement(connection);
            return attempted(work, on(connection));
        } catch (SQLException | RuntimeException fault) {
            // Drivers and pools throw both, and a fault that nobody turned into an answer would be a 500.
            throw new StoreUnavailableException("the session database failed", fault);
        }
    }

    /** The statements take effect together or not at all. */
    <T> T inTransaction(Work<T> work) {
        return onOneConnection(statements -> statements.together(work));
    }

    /** A pool may be set to hand out connections that commit only when told to, or be given one back so by a fault. */
    static void commitEachStatement(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.setAutoCommit(true);
        }
    }

    private static <T> T attempted(Work<T> work, Statements statements) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.in(statements);
            } catch (SQLException fault) {
                if (attempt == ATTEMPTS || !statements.dialect().tookBack(fault)) {
                    throw fault;
                }
            }
        }
    }
}
