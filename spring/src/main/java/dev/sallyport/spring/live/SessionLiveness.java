package dev.sallyport.spring.live;

import dev.sallyport.Caller;
import dev.sallyport.Sallyport;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Whether a session has ended, as far as that is known here, and when to ask again. What ends by a sign-out is known without
 * asking; that its time is over, that it was purged or that its user is disabled is not.
 */
final class SessionLiveness {

    /** Two reads of the store for each: more often would cost more than the requests that a channel saves. */
    static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(15);

    private final BooleanSupplier isKnownToHaveEnded;
    private final Supplier<Optional<Instant>> liveUntil;
    private volatile Instant askAt;
    private volatile boolean isOver;

    /** @param vouchedUntil until when it need not be asked about at all */
    SessionLiveness(BooleanSupplier isKnownToHaveEnded, Supplier<Optional<Instant>> liveUntil, Instant vouchedUntil) {
        this.isKnownToHaveEnded = isKnownToHaveEnded;
        this.liveUntil = liveUntil;
        this.askAt = vouchedUntil;
    }

    /** Of a caller whose access token was judged just now. */
    static SessionLiveness of(Caller caller, Sallyport sallyport, Instant now) {
        return new SessionLiveness(
                () -> sallyport.knowsToHaveEnded(caller),
                () -> sallyport.liveUntil(caller),
                earlier(caller.accessExpiresAt(), now.plus(BETWEEN_QUESTIONS)));
    }

    /** Reads no store. */
    boolean hasEnded() {
        return isOver || isKnownToHaveEnded.getAsBoolean();
    }

    boolean isDue(Instant now) {
        return !isOver && !now.isBefore(askAt);
    }

    /** Reads the store. A fault of the store or of the accounts leaves all as it is, and the next question for later. */
    void ask(Instant now) {
        // First: after a fault others are to have their turn before this one is asked about again.
        askAt = now.plus(BETWEEN_QUESTIONS);
        Optional<Instant> end = liveUntil.get();
        if (end.isEmpty()) {
            isOver = true;
        } else {
            askAt = earlier(end.get(), askAt);
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
