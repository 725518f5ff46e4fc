package dev.sallyport.spring;

import dev.sallyport.Refusal;
import dev.sallyport.SecurityEvent;
import dev.sallyport.session.EventStore;
import dev.sallyport.session.EventStore.Entry;
import dev.sallyport.token.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps security events in the event store. Requests leave theirs in a queue; a thread of its own writes them every second,
 * so that a database that is slow or away costs no request anything. What is frequent waits in a queue of its own, or a flood
 * of refusals would displace the sign-ins amid it.
 */
final class AuditTrail implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

    /** While the database is away: hours of a busy server's sign-ins, and a few megabytes. */
    static final int MOST_WAITING = 10_000;

    static final int FREQUENT_PER_SECOND = 50;
    private static final int BATCH = 200;
    private static final int PURGED_AT_ONCE = 500;
    private static final Duration BETWEEN_WRITES = Duration.ofSeconds(1);
    private static final Duration BETWEEN_PURGES = Duration.ofHours(1);

    private final EventStore store;
    private final Duration retention;
    private final Clock clock;
    private final EventAllowance allowance = new EventAllowance(FREQUENT_PER_SECOND);
    private final BlockingQueue<Entry> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final BlockingQueue<Entry> waitingFrequent = new LinkedBlockingQueue<>(MOST_WAITING);
    private final AtomicLong missed = new AtomicLong();
    private final List<Entry> batch = new ArrayList<>();
    private final Clockwork clockwork;
    private boolean failing;
    private Instant nextPurge = Instant.MIN;
    private Instant nextCount = Instant.MIN;

    /** Keeps each event for {@code retention}. */
    AuditTrail(EventStore store, Duration retention, Clock clock) {
        this.store = store;
        this.retention = retention;
        this.clock = clock;
        this.clockwork = new Clockwork("sallyport-audit", BETWEEN_WRITES, BETWEEN_WRITES, this::work);
    }

    /** Takes an event over, at once. */
    void take(SecurityEvent event) {
        BlockingQueue<Entry> queue = event.kind().isFrequent() ? waitingFrequent : waiting;
        if (!allowance.admits(event) || !queue.offer(entry(event))) {
            missed.incrementAndGet();
        }
    }

    /** Writes what waits, as far as the database lets it. */
    @Override
    public void close() {
        clockwork.close();
        write();
        count();
    }

    synchronized void work() {
        write();
        Instant now = clock.instant();
        if (!now.isBefore(nextPurge)) {
            nextPurge = now.plus(BETWEEN_PURGES);
            purge(now);
        }
        if (!now.isBefore(nextCount)) {
            nextCount = now.plusSeconds(60);
            count();
        }
    }

    private synchronized void write() {
        try {
            while (hasBatch()) {
                store.add(batch);
                batch.clear();
            }
            failing = false;
        } catch (RuntimeException later) {
            // The batch stays and is written again as it is: whether it was the answer that got lost, nobody can tell.
            if (!failing) {
                LOG.warn("security events cannot be written to the database; they wait until they can be", later);
            }
            failing = true;
        }
    }

    private boolean hasBatch() {
        if (batch.isEmpty()) {
            waiting.drainTo(batch, BATCH);
            waitingFrequent.drainTo(batch, BATCH - batch.size());
        }
        return !batch.isEmpty();
    }

    private void purge(Instant now) {
        try {
            if (store.purge(now.minus(retention), PURGED_AT_ONCE) == PURGED_AT_ONCE) {
                nextPurge = now;
            }
        } catch (RuntimeException later) {
            LOG.warn("old security events could not be purged; the next try is in an hour", later);
        }
    }

    private void count() {
        long count = missed.getAndSet(0);
        if (count > 0) {
            LOG.warn("{} security events are missing in the database: more came than are kept or could wait", count);
        }
    }

    private static Entry entry(SecurityEvent event) {
        return new Entry(
                Secrets.randomId(),
                event.at(),
                event.kind().name(),
                event.userId(),
                event.sessionId(),
                event.remoteAddress(),
                event.refusal().map(Refusal::code));
    }
}
