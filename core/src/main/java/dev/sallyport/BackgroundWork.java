package dev.sallyport;

import dev.sallyport.key.KeySchedule;
import dev.sallyport.revocation.RevocationPoller;
import dev.sallyport.session.RevocationSource;
import dev.sallyport.session.SessionStore;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What a gate does besides answering requests, on daemon threads of its own, until it is closed. It hears all the time what other
 * nodes end, loads the signing keys every minute, and purges what is over every hour. A fault of the store or of the keys ends none
 * of it: it is logged, and the next try follows.
 */
public final class BackgroundWork implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(BackgroundWork.class.getName());

    private static final Duration BEFORE_THE_FIRST_PURGE = Duration.ofMinutes(1);
    private static final Duration BETWEEN_PURGES = Duration.ofHours(1);
    private static final int LONGEST_WAIT_MILLIS = 5_000;
    private static final int PAUSE_MILLIS = 100;

    private final SessionStore sessions;
    private final RevocationPoller poller;
    private final Runnable keys;
    private final BooleanSupplier purge;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hearing = new Thread(this::hear, "sallyport-revocations");
    // A long purge must not keep the keys from being loaded.
    private final ScheduledExecutorService chores = Executors.newScheduledThreadPool(2, daemons());

    /**
     * Begins nothing yet.
     *
     * @param purge does some and says whether there is more
     */
    BackgroundWork(SessionStore sessions, RevocationPoller poller, Runnable keys, BooleanSupplier purge) {
        this.sessions = sessions;
        this.poller = poller;
        this.keys = keys;
        this.purge = purge;
    }

    BackgroundWork start() {
        hearing.setDaemon(true);
        hearing.start();
        every(KeySchedule.RELOAD_INTERVAL, KeySchedule.RELOAD_INTERVAL, this::reloadKeys);
        every(BEFORE_THE_FIRST_PURGE, BETWEEN_PURGES, this::purge);
        return this;
    }

    /** Ends it, and waits up to 5 s for the thread that keeps a connection of a pool which may be closed next. */
    @Override
    public void close() {
        closed.countDown();
        chores.shutdown();
        hearing.interrupt();
        try {
            hearing.join(LONGEST_WAIT_MILLIS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void hear() {
        try (RevocationSource source = sessions.revocations()) {
            while (!Thread.currentThread().isInterrupted()) {
                poller.poll(source);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    void reloadKeys() {
        try {
            keys.run();
        } catch (RuntimeException later) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "the signing keys could not be loaded, so those in use stay; the next try is in a minute: "
                            + later.getMessage());
        }
    }

    /** In steps, so that requests get their turn in between. */
    void purge() {
        try {
            while (purge.getAsBoolean() && !closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.log(System.Logger.Level.DEBUG, "more old sessions are left to purge");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException later) {
            LOG.log(System.Logger.Level.WARNING, "old sessions could not be purged; the next try is in an hour", later);
        }
    }

    private void every(Duration first, Duration between, Runnable chore) {
        var unused = chores.scheduleWithFixedDelay(chore, first.toMillis(), between.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static ThreadFactory daemons() {
        return task -> {
            Thread thread = new Thread(task, "sallyport-chores");
            thread.setDaemon(true);
            return thread;
        };
    }
}
