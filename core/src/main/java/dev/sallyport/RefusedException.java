package dev.sallyport;

import java.time.Duration;
import java.util.Optional;

/** Ends a request with a {@link Refusal}. It has no stack trace: a refusal is an ordinary answer, and attacks ask for many. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Refusal refusal;
    private final transient Optional<Duration> retryAfter;

    /** Refuses for good. */
    public RefusedException(Refusal refusal) {
        this(refusal, Optional.empty());
    }

    /** Refuses, and says after how long another try makes sense. */
    public RefusedException(Refusal refusal, Optional<Duration> retryAfter) {
        super(refusal.code(), null, false, false);
        this.refusal = refusal;
        this.retryAfter = retryAfter;
    }

    /** Why. */
    public Refusal refusal() {
        return refusal;
    }

    /** How long to wait before another try, where waiting helps. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
