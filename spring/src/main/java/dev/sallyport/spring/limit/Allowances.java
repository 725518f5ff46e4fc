package dev.sallyport.spring.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sallyport.Refusal;
import dev.sallyport.RefusedException;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What is left to each of what it may spend, kept in the memory of this node. */
final class Allowances {

    /** How much there is, and how soon it comes back. */
    record Allowance(String prefix, Bandwidth bandwidth) {

        static Allowance of(String prefix, int failures, Duration per) {
            return new Allowance(
                    prefix,
                    Bandwidth.builder()
                            .capacity(failures)
                            .refillGreedy(failures, per)
                            .build());
        }
    }

    private final Clock clock;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterAccess(Duration.ofHours(1))
            .build();

    Allowances(Clock clock) {
        this.clock = clock;
    }

    Bucket bucket(Allowance allowance, String name) {
        return buckets.get(
                allowance.prefix() + name,
                any -> Bucket.builder()
                        .addLimit(allowance.bandwidth())
                        .withCustomTimePrecision(new ByClock(clock))
                        .build());
    }

    /**
     * Takes one out of the bucket.
     *
     * @throws RefusedException if it is empty
     */
    static void charge(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw tooMany(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    /** Rounded up: a client that comes back when told must not be told again. */
    static RefusedException tooMany(Duration wait) {
        return new RefusedException(Refusal.TOO_MANY_ATTEMPTS, wait.plusSeconds(1));
    }

    private record ByClock(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return TimeUnit.MILLISECONDS.toNanos(clock.millis());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
