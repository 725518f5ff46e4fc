package dev.sallyport.session.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** In what the databases differ. All else is said in SQL that they share. */
enum Dialect {
    H2("H2", "h2", Limit.LIMIT),
    HSQLDB("HSQL Database Engine", "hsqldb", Limit.LIMIT),
    MARIADB("MariaDB", "mariadb", Limit.JOIN),
    SQL_SERVER("Microsoft SQL Server", "sqlserver", Limit.FETCH),
    MYSQL("MySQL", "mysql", Limit.JOIN),
    ORACLE("Oracle", "oracle", Limit.FETCH),
    POSTGRESQL("PostgreSQL", "postgresql", Limit.LIMIT),
    SQLITE("SQLite", "sqlite", Limit.LIMIT);

    /** How a few rows are chosen. */
    private enum Limit {
        LIMIT,
        /** The standard's word for it. */
        FETCH,
        /** As LIMIT, but not within IN: it is refused there, or judged anew for each row of the table. */
        JOIN
    }

    /** Serialization failure and deadlock: the database says that nothing was done and asks to be told again. */
    private static final Set<String> TAKEN_BACK = Set.of("40001", "40P01", "90131");

    /** MySQL's and MariaDB's. */
    private static final int LOCK_WAIT_TIMEOUT = 1205;

    private static final int CHANGED_SINCE_READ = 1020;
    private static final int SNAPSHOT_CONFLICT = 3960;
    private static final int DEADLOCK_DETECTED = 60;
    private static final int CANNOT_SERIALIZE = 8177;

    private static final String DUPLICATE = "23505";

    /** The same where the state says only that some constraint is violated: MySQL's, SQL Server's two and Oracle's. */
    private static final Set<Integer> DUPLICATES = Set.of(1062, 2601, 2627, 1);

    private final String product;
    private final String folder;
    private final Limit limit;

    Dialect(String product, String folder, Limit limit) {
        this.product = product;
        this.folder = folder;
        this.limit = limit;
    }

    /**
     * The dialect of this database.
     *
     * @throws UnsupportedDatabaseException if it has none
     */
    static Dialect of(DatabaseMetaData database) throws SQLException {
        String product = database.getDatabaseProductName();
        // MySQL's driver takes MariaDB for MySQL.
        if (product.equals(MYSQL.product)
                && database.getDatabaseProductVersion().contains(MARIADB.product)) {
            return MARIADB;
        }
        return Arrays.stream(values())
                .filter(dialect -> dialect.product.equals(product))
                .findFirst()
                .orElseThrow(() -> new UnsupportedDatabaseException(product, products()));
    }

    private static List<String> products() {
        return Arrays.stream(values()).map(dialect -> dialect.product).collect(Collectors.toList());
    }

    String product() {
        return product;
    }

    /** Where the statements are that make the tables. */
    String folder() {
        return folder;
    }

    /** SQLite, which syncs the disk for each commit, and commits one after the other. */
    boolean hasOneWriter() {
        return this == SQLITE;
    }

    /** What PostgreSQL added to the standard and SQLite took over: ON CONFLICT, and RETURNING after an UPDATE. */
    boolean hasOnConflictAndReturning() {
        return this == POSTGRESQL || this == SQLITE;
    }

    boolean isDuplicate(SQLException fault) {
        String state = String.valueOf(fault.getSQLState());
        return state.equals(DUPLICATE) || (state.equals("23000") && DUPLICATES.contains(fault.getErrorCode()));
    }

    /** Whether nothing was done, and the database asks to be told again. */
    boolean tookBack(SQLException fault) {
        int code = fault.getErrorCode();
        return switch (this) {
            // One of their drivers calls a time limit for a lock a serialization failure. Who waited so long must not
            // again.
            case MYSQL -> code != LOCK_WAIT_TIMEOUT && isTakenBack(fault);
            case MARIADB -> code != LOCK_WAIT_TIMEOUT && (code == CHANGED_SINCE_READ || isTakenBack(fault));
            case SQL_SERVER -> code == SNAPSHOT_CONFLICT || isTakenBack(fault);
            case ORACLE -> code == DEADLOCK_DETECTED || code == CANNOT_SERIALIZE;
            case H2, HSQLDB, POSTGRESQL, SQLITE -> isTakenBack(fault);
        };
    }

    private static boolean isTakenBack(SQLException fault) {
        return TAKEN_BACK.contains(String.valueOf(fault.getSQLState()));
    }

    /**
     * Deletes at most {@code atMost} rows, passing over the first {@code kept}. In the index's order, or a planner reads the
     * table from its beginning to find some, past all that are gone already.
     */
    String deleteSome(String table, String key, String which, String order, int atMost, int kept) {
        String some = "SELECT " + key + " FROM " + table + " WHERE " + which + " ORDER BY " + order
                + (limit == Limit.FETCH
                        ? " OFFSET " + kept + " ROWS FETCH NEXT " + atMost + " ROWS ONLY"
                        : " LIMIT " + atMost + (kept == 0 ? "" : " OFFSET " + kept));
        return limit == Limit.JOIN
                ? "DELETE gone FROM " + table + " gone JOIN (" + some + ") chosen ON chosen." + key + " = gone." + key
                : "DELETE FROM " + table + " WHERE " + key + " IN (" + some + ")";
    }
}
