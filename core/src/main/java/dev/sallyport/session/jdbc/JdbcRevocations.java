package dev.sallyport.session.jdbc;

import dev.sallyport.session.RevocationSource;
import dev.sallyport.session.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What other nodes end, asked for on a connection that is kept and, on PostgreSQL, also called out on it. A connection borrowed
 * for each question would have to wait behind everybody else's when the store is slow, just when the answer matters. Where
 * nothing can be called out, as on SQLite with its single connection, none is kept.
 */
final class JdbcRevocations implements RevocationSource {

    private static final System.Logger LOG = System.getLogger(JdbcRevocations.class.getName());

    /** A connection that has become a black hole must be noticed, or this node would never hear again. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final DataSource dataSource;
    private final JdbcSessionStore store;
    private @Nullable Connection kept;
    private boolean mayListen = true;

    JdbcRevocations(DataSource dataSource, JdbcSessionStore store) {
        this.dataSource = dataSource;
        this.store = store;
    }

    @Override
    public Map<String, Instant> revokedSince(Instant since) {
        try {
            Connection connection = connection();
            return connection == null ? store.revokedSince(since) : store.revokedSince(connection, since);
        } catch (SQLException fault) {
            giveBack();
            throw new StoreUnavailableException("what other nodes ended cannot be read", fault);
        }
    }

    @Override
    public Collection<String> await(Duration atMost) throws InterruptedException {
        Connection connection = kept;
        if (connection == null) {
            Thread.sleep(atMost.toMillis());
            return List.of();
        }
        try {
            return Notifications.await(connection, atMost);
        } catch (SQLException fault) {
            giveBack();
            throw new StoreUnavailableException("what other nodes call out cannot be heard", fault);
        }
    }

    @Override
    public void close() {
        Connection connection = kept;
        if (connection != null) {
            try {
                Notifications.stopListening(connection);
            } catch (SQLException broken) {
                LOG.log(System.Logger.Level.DEBUG, "the connection is broken already", broken);
            }
        }
        giveBack();
    }

    /** One that listens, or null where there is nothing to listen to. */
    private @Nullable Connection connection() throws SQLException {
        if (kept == null && mayListen) {
            Connection opened = dataSource.getConnection();
            kept = opened;
            Sql.commitEachStatement(opened);
            if (Notifications.listen(opened)) {
                opened.setNetworkTimeout(Runnable::run, (int) PATIENCE.toMillis());
            } else {
                mayListen = false;
                giveBack();
                LOG.log(System.Logger.Level.DEBUG, "this database calls nothing out; it is asked now and then");
            }
        }
        return kept;
    }

    private void giveBack() {
        Connection connection = kept;
        kept = null;
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException broken) {
                LOG.log(System.Logger.Level.DEBUG, "the connection is broken already", broken);
            }
        }
    }
}
