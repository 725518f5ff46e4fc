package dev.sallyport.session.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * PostgreSQL's LISTEN and NOTIFY: nodes call the ids of ended sessions out to each other. Other databases with its protocol may
 * have neither, so nothing may depend on either.
 */
final class Notifications {

    private static final System.Logger LOG = System.getLogger(Notifications.class.getName());
    private static final String CHANNEL = "sallyport_revoked";

    /** PostgreSQL takes 8000 bytes; an id has 22. */
    private static final int IDS_AT_ONCE = 300;

    private volatile boolean tried;
    private volatile boolean available;

    /**
     * Calls {@code ids} out, if the database behind {@code connection} can. After the commit and not within it: NOTIFY makes
     * transactions queue for a lock as they commit, and where it is unknown it would undo what was done.
     */
    void call(Connection connection, List<String> ids) {
        if (ids.isEmpty() || (tried && !available)) {
            return;
        }
        try {
            if (!tried) {
                available = isPostgres(connection);
                tried = true;
            }
            for (int from = 0; available && from < ids.size(); from += IDS_AT_ONCE) {
                List<String> some = ids.subList(from, Math.min(ids.size(), from + IDS_AT_ONCE));
                try (PreparedStatement notify = connection.prepareStatement("SELECT pg_notify(?, ?)")) {
                    notify.setString(1, CHANNEL);
                    notify.setString(2, String.join(" ", some));
                    notify.execute();
                }
            }
        } catch (SQLException | RuntimeException unheard) {
            available = available && !isUnknownHere(unheard);
            LOG.log(System.Logger.Level.DEBUG, "other nodes will find out when they next look", unheard);
        }
    }

    /** Makes {@code connection} hear what others call out, and says whether it does. */
    static boolean listen(Connection connection) throws SQLException {
        if (!isPostgres(connection)) {
            return false;
        }
        try (Statement listen = connection.createStatement()) {
            listen.execute("LISTEN " + CHANNEL);
            return true;
        } catch (SQLException fault) {
            if (connection.isValid(1)) {
                return false;
            }
            throw fault;
        }
    }

    /** Undoes {@link #listen} for a connection that goes back to a pool. */
    static void stopListening(Connection connection) throws SQLException {
        try (Statement unlisten = connection.createStatement()) {
            unlisten.execute("UNLISTEN " + CHANNEL);
        }
    }

    /** The ids called out on a connection that listens, waiting for the first for at most {@code atMost}. */
    static Collection<String> await(Connection connection, Duration atMost) throws SQLException {
        // Zero would wait for ever.
        int millis = (int) Math.max(1, atMost.toMillis());
        PGNotification[] heard = connection.unwrap(PGConnection.class).getNotifications(millis);
        List<String> ids = new ArrayList<>();
        if (heard != null) {
            Arrays.stream(heard)
                    .forEach(call -> ids.addAll(List.of(call.getParameter().split(" "))));
        }
        return ids;
    }

    /** Whether this is PostgreSQL's protocol and its own driver, which alone knows how to wait for a call. */
    private static boolean isPostgres(Connection connection) throws SQLException {
        try {
            return connection.isWrapperFor(PGConnection.class);
        } catch (NoClassDefFoundError otherDatabase) {
            return false;
        }
    }

    /** A syntax error, or SQLSTATE 0A000, feature_not_supported. */
    private static boolean isUnknownHere(Exception fault) {
        String state = fault instanceof SQLException sql ? sql.getSQLState() : null;
        return state != null && (state.startsWith("42") || state.startsWith("0A"));
    }
}
