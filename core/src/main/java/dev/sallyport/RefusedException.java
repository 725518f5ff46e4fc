package dev.sallyport;

import java.time.Duration;
import java.util.Optional;

/** Ends a request with a {@link Refusal}. It has no stack trace: a refusal is an ordinary answer, and attacks ask for many. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Refusal refusal;
    private final String detail;
    private final transient Optional<Duration> retryAfter;
    private final transient Optional<Party> party;

    private RefusedException(Refusal refusal, String detail, Optional<Duration> retryAfter, Optional<Party> party) {
        super(refusal.code(), null, false, false);
        this.refusal = refusal;
        this.detail = detail;
        this.retryAfter = retryAfter;
        this.party = party;
    }

    /** Refuses for good. */
    public RefusedException(Refusal refusal) {
        this(refusal, refusal.detail(), Optional.empty(), Optional.empty());
    }

    /** Refuses for good, and says in a sentence of its own what is wrong with this very request. */
    public RefusedException(Refusal refusal, String detail) {
        this(refusal, detail, Optional.empty(), Optional.empty());
    }

    /** Refuses, and says after how long another try makes sense. */
    public RefusedException(Refusal refusal, Duration retryAfter) {
        this(refusal, refusal.detail(), Optional.of(retryAfter), Optional.empty());
    }

    /** The same refusal, known to concern {@code whose} session. */
    RefusedException about(Party whose) {
        return new RefusedException(refusal, detail, retryAfter, Optional.of(whose));
    }

    Optional<Party> party() {
        return party;
    }

    /** The store is away; most often it is back within a second. */
    static RefusedException storeUnavailable() {
        return new RefusedException(Refusal.STORE_UNAVAILABLE, Duration.ofSeconds(1));
    }

    /** Why. */
    public Refusal refusal() {
        return refusal;
    }

    /** One sentence for a person. It quotes nothing that the request held. */
    public String detail() {
        return detail;
    }

    /** How long to wait before another try, where waiting helps. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
