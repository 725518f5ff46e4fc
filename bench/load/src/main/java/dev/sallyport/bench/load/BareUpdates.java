package dev.sallyport.bench.load;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** What of a refresh no server can be spared on SQLite: the conditional UPDATE and its commit, by its one writer. */
final class BareUpdates implements AutoCloseable {

    private static final String SETTINGS = "?journal_mode=WAL&synchronous=FULL&transaction_mode=IMMEDIATE";

    private final Connection connection;
    private final PreparedStatement update;
    private final int[] turns;

    BareUpdates(Path file, int rows) throws SQLException {
        this.connection = DriverManager.getConnection("jdbc:sqlite:" + file + SETTINGS);
        this.turns = new int[rows];
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE session (id INTEGER PRIMARY KEY, current_hash TEXT, previous_hash TEXT)");
            for (int i = 0; i < rows; i++) {
                statement.execute("INSERT INTO session VALUES (" + i + ", '0', NULL)");
            }
        }
        this.update = connection.prepareStatement(
                "UPDATE session SET current_hash = ?, previous_hash = current_hash WHERE id = ? AND current_hash = ?");
    }

    /** One of them; whoever comes meanwhile waits, as for a pool's only connection. */
    synchronized void one(int row) throws SQLException {
        update.setString(1, Integer.toString(turns[row] + 1));
        update.setInt(2, row);
        update.setString(3, Integer.toString(turns[row]));
        if (update.executeUpdate() != 1) {
            throw new BenchException("An update found no row.");
        }
        turns[row]++;
    }

    @Override
    public void close() throws SQLException {
        update.close();
        connection.close();
    }
}
