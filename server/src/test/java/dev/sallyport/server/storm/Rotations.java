package dev.sallyport.server.storm;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Every rotation that ever took effect, written down by the database itself. Answers could not tell: a successor is derived
 * from its parent, so two winners would hand out the same one.
 */
final class Rotations implements AutoCloseable {

    private static final String TABLE = "CREATE TABLE rotation (session VARCHAR(64), parent VARCHAR(64))";
    private static final String TRIGGER =
            "CREATE TRIGGER note_rotation AFTER UPDATE OF current_hash ON sallyport_session FOR EACH ROW ";
    private static final String NOTE = "INSERT INTO rotation VALUES (OLD.id, OLD.current_hash); ";

    private final Connection connection;

    private Rotations(Connection connection) {
        this.connection = connection;
    }

    /** From now on in the database behind {@code url}, which has the tables already. */
    static Rotations notedIn(String url) throws SQLException {
        Rotations rotations = in(url);
        rotations.execute(TABLE);
        if (url.startsWith("jdbc:sqlite:")) {
            rotations.execute(TRIGGER + "BEGIN " + NOTE + "END");
        } else {
            rotations.execute("CREATE FUNCTION note_rotation() RETURNS trigger LANGUAGE plpgsql AS '" + "BEGIN " + NOTE
                    + "RETURN NEW; END'");
            rotations.execute(TRIGGER + "EXECUTE FUNCTION note_rotation()");
        }
        return rotations;
    }

    /** Those that are noted already. */
    static Rotations in(String url) throws SQLException {
        return new Rotations(DriverManager.getConnection(url));
    }

    /** Of one token, one rotation may take effect. */
    long parentsRotatedTwice() throws SQLException {
        return number(
                "SELECT count(*) FROM (SELECT 1 FROM rotation GROUP BY session, parent HAVING count(*) > 1) AS twice");
    }

    long all() throws SQLException {
        return number("SELECT count(*) FROM rotation");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
