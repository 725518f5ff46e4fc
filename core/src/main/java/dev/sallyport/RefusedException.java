package dev.sallyport;

import java.time.Duration;
import java.util.Optional;

/** Ends a request with a {@link Refusal}. It has no stack trace: a refusal is an ordinary answer, and attacks ask for many. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Refusal refusal;
    private final String detail;
    private final transient Optional<Duration> retryAfter;
    private final transient Told told;

    /**
     * What the listener is told besides.
     *
     * @param kind what the event is called, if not by the refusal
     */
    private record Told(Optional<SessionRef> ref, Optional<SecurityEvent.Kind> kind) {

        static final Told NOTHING = new Told(Optional.empty(), Optional.empty());
    }

    private RefusedException(Refusal refusal, String detail, Optional<Duration> retryAfter, Told told) {
        super(refusal.code(), null, false, false);
        this.refusal = refusal;
        this.detail = detail;
        this.retryAfter = retryAfter;
        this.told = told;
    }

    /** Refuses for good. */
    public RefusedException(Refusal refusal) {
        this(refusal, refusal.detail(), Optional.empty(), Told.NOTHING);
    }

    /** Refuses for good, and says in a sentence of its own what is wrong with this very request. */
    public RefusedException(Refusal refusal, String detail) {
        this(refusal, detail, Optional.empty(), Told.NOTHING);
    }

    /** Refuses, and says after how long another try makes sense. */
    public RefusedException(Refusal refusal, Duration retryAfter) {
        this(refusal, refusal.detail(), Optional.of(retryAfter), Told.NOTHING);
    }

    /** The same refusal, known to concern {@code whose} session. */
    RefusedException about(SessionRef whose) {
        return new RefusedException(refusal, detail, retryAfter, new Told(Optional.of(whose), told.kind()));
    }

    /** The same refusal; the listener is told of an event of this kind. */
    RefusedException toldAs(SecurityEvent.Kind kind) {
        return new RefusedException(refusal, detail, retryAfter, new Told(told.ref(), Optional.of(kind)));
    }

    Optional<SessionRef> party() {
        return told.ref();
    }

    /** The kind of event that this is, if the refusal does not say it. */
    Optional<SecurityEvent.Kind> kind() {
        return told.kind();
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
