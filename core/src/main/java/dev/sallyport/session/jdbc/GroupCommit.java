package dev.sallyport.session.jdbc;

import dev.sallyport.session.StoreUnavailableException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Updates that wait at the same time, written by one transaction where the database has a single writer: it syncs the disk for
 * each commit, and commits one after the other. Other databases commit in groups by themselves; there, every update goes alone.
 *
 * <p>Whoever finds no leader is one: it takes a connection, runs what waits by then, commits, and hands the lead on. Nobody is
 * told that an update was done before the commit that contains it has returned.
 *
 * <ul>
 *   <li>A statement fails, and the rollback succeeds: nothing was done. Each of the batch goes alone, as it would have without
 *       the others, so one that the database does not take fails for itself only.
 *   <li>Anything else fails from the begin to the commit: each of the batch is told {@link StoreUnavailableException}. Nobody knows
 *       whether it was done, and to run it again would find its own row and call that a lost race.
 *   <li>The leader gets no connection: whoever waits goes alone, and waits for one as long as the pool says.
 *   <li>The leader dies by an {@code Error}: its batch is told as above, and the lead is handed on.
 * </ul>
 */
final class GroupCommit {

    /** So many updates take about a millisecond, which is what the first of them waits for the others. */
    static final int MOST = 64;

    /** Longer than a pool and a lock are waited for. Only a driver that hangs is slower. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** What becomes of one that waited. */
    private enum Turn {
        LEADS,
        GOES_ALONE,
        DONE,
        UNKNOWN
    }

    private static final class Update {

        private final String statement;
        private final Object[] values;
        private final CompletableFuture<Turn> turn = new CompletableFuture<>();
        private int rows;

        Update(String statement, Object... values) {
            this.statement = statement;
            this.values = values;
        }

        void on(Sql.Statements statements) throws SQLException {
            rows = statements.update(statement, values);
        }
    }

    /** What one transaction contains, and which statement of it failed. */
    private static final class Batch {

        private final List<Update> updates = new ArrayList<>();
        private Optional<Exception> failed = Optional.empty();

        Turn on(Sql.Statements statements) throws SQLException {
            failed = Optional.empty();
            try {
                // Their order is nobody's business: they came at once.
                for (List<Update> alike : updates.stream()
                        .collect(Collectors.groupingBy(update -> update.statement))
                        .values()) {
                    run(alike, statements);
                }
            } catch (SQLException | RuntimeException fault) {
                failed = Optional.of(fault);
                throw fault;
            }
            return Turn.DONE;
        }

        private static void run(List<Update> alike, Sql.Statements statements) throws SQLException {
            List<Integer> rows = statements.updateEach(
                    alike.get(0).statement,
                    alike.stream().map(update -> update.values).toList());
            for (int i = 0; i < rows.size(); i++) {
                alike.get(i).rows = rows.get(i);
            }
        }

        /** A rollback that failed would be the cause itself, and a batch that is still open may yet be committed. */
        boolean isUndone(StoreUnavailableException fault) {
            return failed.filter(first -> first == fault.getCause()).isPresent();
        }
    }

    private final Sql sql;
    private final Duration patience;
    private final Queue<Update> waiting = new ArrayDeque<>();
    private boolean led;

    GroupCommit(Sql sql) {
        this(sql, PATIENCE);
    }

    GroupCommit(Sql sql, Duration patience) {
        this.sql = sql;
        this.patience = patience;
    }

    /** Runs an update and says how many rows it changed, once that is committed. */
    int update(String statement, Object... values) {
        // The first one finds out which database this is.
        if (sql.dialect().filter(Dialect::hasOneWriter).isEmpty()) {
            return sql.update(statement, values);
        }
        Update update = new Update(statement, values);
        Turn turn = leadsAtOnce(update) ? Turn.LEADS : awaited(update);
        return switch (turn == Turn.LEADS ? lead(update) : turn) {
            case DONE -> update.rows;
            case GOES_ALONE -> sql.update(statement, values);
            case UNKNOWN, LEADS ->
                throw new StoreUnavailableException("the transaction that this update was a part of did not end well");
        };
    }

    private synchronized boolean leadsAtOnce(Update update) {
        if (led) {
            waiting.add(update);
            return false;
        }
        led = true;
        return true;
    }

    private Turn awaited(Update update) {
        try {
            return update.turn.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException late) {
            // The leader hangs; what is in its hands may yet be done.
        } catch (ExecutionException never) {
            throw new IllegalStateException(never);
        } catch (Error dying) {
            // A lead that nobody takes would leave everybody waiting.
            if (givenUp(update) == Turn.LEADS) {
                handOn();
            }
            throw dying;
        }
        return givenUp(update);
    }

    /** Whoever was made the leader at the last moment leads: the others wait for it. */
    private synchronized Turn givenUp(Update update) {
        waiting.remove(update);
        return update.turn.getNow(Turn.UNKNOWN);
    }

    private Turn lead(Update own) {
        Batch batch = new Batch();
        Turn outcome = Turn.UNKNOWN;
        try {
            outcome = outcome(own, batch);
            return outcome;
        } finally {
            // First the lead and then the news: the next transaction need not wait until everybody is awake.
            handOn();
            for (Update update : batch.updates) {
                update.turn.complete(outcome);
            }
        }
    }

    private Turn outcome(Update own, Batch batch) {
        try {
            sql.onOneConnection(statements -> {
                // Now and not before: while a connection was waited for, others came. Not again if it was taken back.
                if (batch.updates.isEmpty()) {
                    batch.updates.add(own);
                    joined(batch);
                }
                if (batch.updates.size() == 1) {
                    own.on(statements);
                } else {
                    statements.together(batch::on);
                }
                return Turn.DONE;
            });
            return Turn.DONE;
        } catch (StoreUnavailableException fault) {
            if (batch.updates.isEmpty()) {
                dismiss();
                throw fault;
            }
            if (batch.updates.size() > 1 && batch.isUndone(fault)) {
                return Turn.GOES_ALONE;
            }
            throw fault;
        }
    }

    private synchronized void joined(Batch batch) {
        while (batch.updates.size() < MOST && !waiting.isEmpty()) {
            batch.updates.add(waiting.remove());
        }
    }

    private synchronized void dismiss() {
        waiting.forEach(update -> update.turn.complete(Turn.GOES_ALONE));
        waiting.clear();
    }

    private synchronized void handOn() {
        led = !waiting.isEmpty();
        if (led) {
            waiting.remove().turn.complete(Turn.LEADS);
        }
    }
}
