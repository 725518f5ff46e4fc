package dev.sallyport.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What this node knows to have ended, by id, so that a self-contained token stops at once without a store being read for
 * every request [17] [19]. An entry is kept only as long as a token that names it could still be alive.
 */
public final class Revocations {

    private final ConcurrentMap<String, Instant> forgetAt = new ConcurrentHashMap<>();
    private final Duration memory;
    private volatile Instant nextSweep = Instant.MIN;

    /** Remembers each id for {@code memory}: the longest that a token naming it can outlive its revocation. */
    public Revocations(Duration memory) {
        this.memory = memory;
    }

    /** Remembers what a store knows, as after a restart. */
    public void addAll(Map<String, Instant> revokedAt) {
        revokedAt.forEach(this::add);
    }

    /** Remembers that {@code id} ended at {@code at}, and now and then forgets what has become pointless. */
    public void add(String id, Instant at) {
        forgetAt.put(id, at.plus(memory));
        if (!at.isBefore(nextSweep)) {
            // Not at every call: a sweep looks at every entry, and many people sign out within one memory's length.
            nextSweep = at.plus(memory.dividedBy(2));
            forgetAt.values().removeIf(at::isAfter);
        }
    }

    /** Whether {@code id} is known to have ended. */
    public boolean contains(String id) {
        return forgetAt.containsKey(id);
    }
}
