package dev.sallyport.session.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;

/**
 * Sessions by the thousand, as months of sign-ins leave them, written by the database itself since that is fast: three a user,
 * three of ten over for days, one of ten ended. Ids and hashes are as long and as random as real ones.
 */
public final class Crowd {

    private static final String MARIADB = "jdbc:mariadb:";

    private static final String INSERT = """
            INSERT INTO sallyport_session (id, user_id, transport, methods, created_at, authenticated_at, last_seen_at,
              expires_at, current_hash, previous_hash, rotated_at, device, address, revoked_at)
            SELECT substr(%1$s, 1, 22), substr(%1$s, 1, 26) || (n / 3), 'cookie', 'pwd',
              opened, opened, opened + 3600000, opened + 604800000,
              substr(%1$s || %1$s, 1, 43), substr(%1$s || %1$s, 1, 43), opened + 3600000,
              'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', '192.0.2.7',
              CASE WHEN n %% 10 = 9 THEN opened + 3600000 END
            FROM (SELECT n, ? - (CASE WHEN n %% 10 < 3 THEN 9 ELSE n %% 6 END) * 86400000 - n %% 86400000 AS opened FROM %2$s) s
            """;
    private static final String ON_POSTGRES =
            INSERT.formatted("md5(random()::text)", "(SELECT generate_series(?::bigint, ?::bigint) AS n) g");
    private static final String ON_SQLITE = INSERT.formatted(
            "lower(hex(randomblob(16)))",
            "(WITH RECURSIVE g(n) AS (SELECT ? UNION ALL SELECT n + 1 FROM g WHERE n < ?) SELECT n FROM g) g");

    private static final String ON_H2 = INSERT.replace("?", "CAST(? AS BIGINT)")
            .formatted("replace(cast(random_uuid() AS VARCHAR), '-', '')", "(SELECT x AS n FROM system_range(?, ?)) g");

    /** In a mode in which two strokes join texts. */
    private static final String ON_MARIADB =
            INSERT.formatted("md5(uuid())", "(SELECT seq AS n FROM seq_1_to_1000000 WHERE seq BETWEEN ? AND ?) g");

    private Crowd() {}

    /** Adds the sessions from number {@code first} to number {@code last}, as they are at {@code now}. */
    public static void fill(DataSource database, Instant now, int first, int last) throws SQLException {
        try (var connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        insert(connection.getMetaData().getURL()))) {
            insert.setLong(1, now.minus(Duration.ofHours(1)).toEpochMilli());
            insert.setLong(2, first);
            insert.setLong(3, last);
            insert.executeUpdate();
        }
    }

    /** Adds an event for each session: its sign-in. */
    public static void remember(DataSource database) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO sallyport_event (id, occurred_at, kind, user_id, session_id, address)"
                    + " SELECT id, created_at, 'SIGNED_IN', user_id, id, address FROM sallyport_session");
        }
    }

    /** Adds the name of a visitor for each session, spent when it was opened. */
    static void spend(DataSource database) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO sallyport_used (name, ends_at)"
                    + " SELECT id, created_at + 14400000 FROM sallyport_session");
        }
    }

    /** Adds a failed sign-in for each session, a day and a moment before it was opened. */
    static void fail(DataSource database) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO sallyport_failure (name, in_a_row, last_failed_at, ends_at)"
                    + " SELECT id, 1, created_at - 86400001, created_at - 1 FROM sallyport_session");
        }
    }

    /** Lets the planner know what there is, as a running database does by itself. */
    public static void analyze(DataSource database) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            String url = connection.getMetaData().getURL();
            statement.execute(
                    url.startsWith(MARIADB)
                            ? "ANALYZE TABLE sallyport_session, sallyport_event, sallyport_used, sallyport_failure"
                            : "ANALYZE");
        }
    }

    /** What one session takes with its part of every index. */
    public static long bytesEach(DataSource database) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            String size = isPostgres(connection.getMetaData().getURL())
                    ? "SELECT pg_total_relation_size('sallyport_session')"
                    : "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()";
            try (var row = statement.executeQuery("SELECT (" + size + ") / (SELECT COUNT(*) FROM sallyport_session)")) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** How many sessions are over for so long that they are to be forgotten, and how many there are. */
    public static long[] overAndAll(DataSource database, Instant now) throws SQLException {
        try (var connection = database.getConnection();
                var count = connection.prepareStatement(
                        "SELECT COUNT(CASE WHEN expires_at < ? THEN 1 END), COUNT(*) FROM sallyport_session")) {
            count.setLong(1, now.minus(Duration.ofDays(1)).toEpochMilli());
            try (var row = count.executeQuery()) {
                row.next();
                return new long[] {row.getLong(1), row.getLong(2)};
            }
        }
    }

    private static String insert(String url) {
        if (url.startsWith(MARIADB)) {
            return ON_MARIADB;
        }
        return isPostgres(url) ? ON_POSTGRES : url.startsWith("jdbc:h2:") ? ON_H2 : ON_SQLITE;
    }

    private static boolean isPostgres(String url) {
        return url.startsWith("jdbc:postgresql");
    }
}
