package dev.sallyport.session.jdbc;

import java.sql.SQLException;
import java.time.Instant;

/** The table {@code sallyport_used}: names of what is good once only. */
final class UsedNames {

    private UsedNames() {}

    /** Whether {@code name} is used for the first time. Of two at once, the second waits for what becomes of the first. */
    static boolean use(Sql.Statements statements, String name, Instant until) throws SQLException {
        return statements.update(
                        "INSERT INTO sallyport_used (name, ends_at) VALUES (?, ?) ON CONFLICT (name) DO NOTHING",
                        name,
                        until)
                == 1;
    }

    /** In the index's order, as sessions are forgotten. */
    static int purge(Sql.Statements statements, Instant before, int atMost) throws SQLException {
        return statements.update(
                "DELETE FROM sallyport_used WHERE name IN"
                        + " (SELECT name FROM sallyport_used WHERE ends_at < ? ORDER BY ends_at LIMIT ?)",
                before,
                atMost);
    }
}
