package dev.sallyport.spring.observation;

import dev.sallyport.GateStatus;
import dev.sallyport.Sallyport;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Down while the session store does not answer. The store is not asked for that: the gate asks it several times a second anyhow, and a
 * check that waits for a store that hangs would take a thread for each probe.
 */
public final class GateHealth implements HealthIndicator {

    /** Keys are loaded every minute, so one that is due is not late at once. */
    private static final Duration LATE = Duration.ofMinutes(10);

    private final Sallyport sallyport;
    private final Clock clock;

    /** The health of {@code sallyport}. */
    public GateHealth(Sallyport sallyport, Clock clock) {
        this.sallyport = sallyport;
        this.clock = clock;
    }

    @Override
    public Health health() {
        GateStatus status = sallyport.status();
        boolean isUp = status.storeAnswers() && status.isFresh();
        Health.Builder health = (isUp ? Health.up() : Health.down())
                .withDetail("store", status.storeAnswers() ? "answers" : "does not answer")
                .withDetail("revocationLag", status.revocationLag().toMillis() + " ms")
                .withDetail("revocationLagWithinBound", status.isFresh())
                .withDetail("signingAlgorithm", status.algorithm());
        status.nextKey()
                .ifPresent(at -> health.withDetail("nextSigningKey", at.toString())
                        .withDetail("nextSigningKeyLate", clock.instant().isAfter(at.plus(LATE))));
        return health.build();
    }
}
