package dev.sallyport;

import dev.sallyport.key.CurrentKeys;
import dev.sallyport.revocation.RevocationLag;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a gate is, as far as it knows without asking anybody. Its background work asks the store several times within the
 * configured lag, so nothing here is older than that while the work runs.
 *
 * @param storeAnswers whether the session store answered when it was last asked
 * @param revocationLag how long ago a session may have been ended on another node without this one having heard
 * @param isFresh whether that is within the configured bound; not so of a store that keeps everybody waiting, too
 * @param algorithm of the key that signs, such as {@code ES256}
 * @param nextKey when another key takes over, or is due to be made; empty where keys are made elsewhere
 */
public record GateStatus(
        boolean storeAnswers, Duration revocationLag, boolean isFresh, String algorithm, Optional<Instant> nextKey) {

    static GateStatus of(RevocationLag lag, CurrentKeys keys, Instant now) {
        return new GateStatus(
                !lag.isFailing(),
                lag.lag(now),
                !lag.isStale(now),
                keys.ring().signer(now).algorithm().text(),
                keys.next(now));
    }
}
