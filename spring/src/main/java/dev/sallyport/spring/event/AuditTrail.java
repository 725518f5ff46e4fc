package dev.sallyport.spring.event;

import dev.sallyport.Refusal;
import dev.sallyport.SecurityEvent;
import dev.sallyport.SecurityEvent.Kind;
import dev.sallyport.key.Secrets;
import dev.sallyport.session.EventStore;
import dev.sallyport.session.EventStore.Entry;
import dev.sallyport.session.EventStore.Group;
import dev.sallyport.spring.task.ScheduledTask;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps security events in the event store. Requests leave theirs in a queue; a thread of its own writes them every second,
 * so that a database that is slow or away costs no request anything. What is frequent is counted beside the queue, or a flood
 * of refusals would displace the sign-ins amid it.
 */
public final class AuditTrail implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

    /** While the database is away: hours of a busy server's sign-ins, and a few megabytes. */
    static final int MOST_WAITING = 10_000;

    private static final int BATCH = 200;
    private static final int PURGED_AT_ONCE = 500;
    private static final Duration BETWEEN_WRITES = Duration.ofSeconds(1);
    private static final Duration BETWEEN_PURGES = Duration.ofHours(1);

    /** What can be kept of each; what is frequent comes in two groups, so that strangers displace nobody with a name. */
    private static final List<Group> COUNTED = Stream.of(Kind.values())
            .filter(Kind::isFrequent)
            .flatMap(kind -> Stream.of(new Group(kind.name(), true), new Group(kind.name(), false)))
            .toList();

    private final EventStore store;
    private final Duration retention;
    private final int frequentRows;
    private final Clock clock;
    private final BlockingQueue<Entry> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final EventCounts counts = new EventCounts();
    private final AtomicLong missed = new AtomicLong();
    private final List<Entry> batch = new ArrayList<>();
    private final ScheduledTask task;
    private boolean failing;
    private Instant nextPurge = Instant.MIN;
    private Instant nextCount = Instant.MIN;

    /** Keeps each event for {@code retention}, and of each frequent group the latest {@code frequentRows}. */
    public AuditTrail(EventStore store, Duration retention, int frequentRows, Clock clock) {
        this.store = store;
        this.retention = retention;
        this.frequentRows = frequentRows;
        this.clock = clock;
        this.task = new ScheduledTask("sallyport-audit", BETWEEN_WRITES, BETWEEN_WRITES, this::work);
    }

    /** Takes an event over, at once. */
    public void take(SecurityEvent event) {
        boolean taken = event.kind().isFrequent() ? counts.count(event) : waiting.offer(entry(event));
        if (!taken) {
            missed.incrementAndGet();
        }
    }

    /** Writes what waits, as far as the database lets it. */
    @Override
    public void close() {
        task.close();
        write(Instant.MAX);
        count();
    }

    synchronized void work() {
        Instant now = clock.instant();
        write(now);
        if (!now.isBefore(nextPurge)) {
            nextPurge = now.plus(BETWEEN_PURGES);
            purge(now);
        }
        if (!now.isBefore(nextCount)) {
            nextCount = now.plusSeconds(60);
            count();
        }
    }

    private synchronized void write(Instant now) {
        try {
            while (hasBatch()) {
                store.add(batch);
                batch.clear();
            }
            counts.write(now, store::add);
            failing = false;
        } catch (RuntimeException later) {
            // What failed is written again as it is: whether it was the answer that got lost, nobody can tell.
            if (!failing) {
                LOG.warn("security events cannot be written to the database; they wait until they can be", later);
            }
            failing = true;
        }
    }

    private boolean hasBatch() {
        if (batch.isEmpty()) {
            waiting.drainTo(batch, BATCH);
        }
        return !batch.isEmpty();
    }

    private void purge(Instant now) {
        try {
            boolean isMoreLeft = store.purge(now.minus(retention), PURGED_AT_ONCE) == PURGED_AT_ONCE;
            for (Group group : COUNTED) {
                isMoreLeft |= store.purge(group, frequentRows, PURGED_AT_ONCE) == PURGED_AT_ONCE;
            }
            if (isMoreLeft) {
                nextPurge = now;
            }
        } catch (RuntimeException later) {
            LOG.warn("old security events could not be purged; the next try is in an hour", later);
        }
    }

    private void count() {
        long count = missed.getAndSet(0);
        if (count > 0) {
            LOG.warn("{} security events are missing in the database: more came than could wait", count);
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
                event.refusal().map(Refusal::code),
                1);
    }
}
