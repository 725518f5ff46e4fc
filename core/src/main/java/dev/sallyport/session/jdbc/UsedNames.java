package dev.sallyport.session.jdbc;

import java.sql.SQLException;
import java.time.Instant;

/** The table {@code sallyport_used}: names of what is good once only. */
final class UsedNames {

    private UsedNames() {}

    /** Whether {@code name} is used for the first time. Of two at once, the second waits for what becomes of the first. */
    static boolean use(Sql.Statements statements, String name, Instant until) throws SQLException {
        if (!statements.dialect().hasOnConflictAndReturning() && isUsed(statements, name)) {
            // Strangers cause as many duplicates as they like, and MariaDB's driver writes each into the log.
            return false;
        }
        return statements.insertNew("sallyport_used", "name, ends_at", "name", name, until);
    }

    private static boolean isUsed(Sql.Statements statements, String name) throws SQLException {
        return !statements
                .query("SELECT name FROM sallyport_used WHERE name = ?", row -> row.getString(1), name)
                .isEmpty();
    }

    static int purge(Sql.Statements statements, Instant before, int atMost) throws SQLException {
        return statements.update(
                statements.dialect().deleteSome("sallyport_used", "name", "ends_at < ?", "ends_at", atMost, 0), before);
    }
}
