package dev.sallyport.revocation;

import dev.sallyport.session.RevocationSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Keeps this node's knowledge of ended sessions fresh. For one thread. */
public final class RevocationPoller {

    private static final System.Logger LOG = System.getLogger(RevocationPoller.class.getName());

    private final RevocationCheck revocations;
    private final Revocations known;
    private final RevocationLag lag;
    private final Duration interval;
    private final Clock clock;
    private boolean deaf;

    /** A poller that asks four times in {@code maxLag}. */
    public RevocationPoller(
            RevocationCheck revocations, Revocations known, RevocationLag lag, Duration maxLag, Clock clock) {
        this.revocations = revocations;
        this.known = known;
        this.lag = lag;
        this.interval = maxLag.dividedBy(4);
        this.clock = clock;
    }

    /** Asks once what was ended, then waits until it is time to ask again, listening for what is called out meanwhile. */
    public void poll(RevocationSource source) throws InterruptedException {
        revocations.polling();
        Instant asked = clock.instant();
        try {
            // A look that began where the last one ended would miss what was dated before and committed after.
            Instant from = lag.asOf().isBefore(asked) ? lag.asOf() : asked;
            known.addAll(source.revokedSince(from.minus(RevocationCheck.LONGEST_WAIT)));
            lag.heard(asked, clock.instant());
            if (deaf) {
                deaf = false;
                LOG.log(System.Logger.Level.INFO, "the session store answers again");
            }
            listen(source, asked.plus(interval));
        } catch (RuntimeException away) {
            lag.failed(asked, clock.instant());
            if (!deaf) {
                deaf = true;
                LOG.log(System.Logger.Level.WARNING, "the session store does not say what other nodes ended", away);
            }
            Thread.sleep(interval.toMillis());
        }
    }

    private void listen(RevocationSource source, Instant until) throws InterruptedException {
        boolean quiet = false;
        while (!quiet) {
            Instant now = clock.instant();
            Duration left = Duration.between(now, until);
            // If the clock was set back, the time left is too long: cap the wait as usual.
            var ended = source.await(left.compareTo(interval) > 0 ? interval : atLeast(Duration.ofMillis(1), left));
            ended.forEach(id -> known.add(id, now));
            quiet = ended.isEmpty() || !now.isBefore(until);
        }
    }

    private static Duration atLeast(Duration least, Duration duration) {
        return duration.compareTo(least) < 0 ? least : duration;
    }
}
