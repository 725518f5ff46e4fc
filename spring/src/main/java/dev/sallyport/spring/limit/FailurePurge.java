package dev.sallyport.spring.limit;

import dev.sallyport.session.FailureStore;
import dev.sallyport.spring.task.ScheduledTask;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets failed sign-ins of yesterday every hour, step by step, so that requests get their turn in between. */
public final class FailurePurge implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FailurePurge.class);
    private static final long PAUSE_MILLIS = 100;
    private static final int PURGED_AT_ONCE = 500;

    private final FailureStore failures;
    private final Clock clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ScheduledTask task;

    /** Begins a minute from now. */
    public FailurePurge(FailureStore failures, Clock clock) {
        this.failures = failures;
        this.clock = clock;
        this.task = new ScheduledTask("sallyport-failures", Duration.ofMinutes(1), Duration.ofHours(1), this::purge);
    }

    @Override
    public void close() {
        closed.countDown();
        task.close();
    }

    /** Whether there are more. */
    boolean purgeSome() {
        return failures.purge(clock.instant(), PURGED_AT_ONCE) == PURGED_AT_ONCE;
    }

    private void purge() {
        try {
            while (purgeSome() && !closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.debug("more old failures are left to purge");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException later) {
            LOG.warn("old failures could not be purged; the next try is in an hour", later);
        }
    }
}
