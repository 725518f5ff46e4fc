package dev.sallyport;

import java.time.Duration;
import java.util.Optional;

/**
 * Why one request is refused, as a value (RFC 9457): the {@link Refusal}, a sentence for a person and, where waiting helps, how
 * long to wait. Nothing in it quotes the request.
 */
public final class Problem {

    private final Refusal refusal;
    private final String detail;
    private final Optional<Duration> retryAfter;
    private final Optional<Duration> maxAge;
    private final Optional<SessionRef> session;
    private final Optional<SecurityEvent.Kind> kind;

    private Problem(
            Refusal refusal,
            String detail,
            Optional<Duration> retryAfter,
            Optional<Duration> maxAge,
            Optional<SessionRef> session,
            Optional<SecurityEvent.Kind> kind) {
        this.refusal = refusal;
        this.detail = detail;
        this.retryAfter = retryAfter;
        this.maxAge = maxAge;
        this.session = session;
        this.kind = kind;
    }

    /** A refusal for good. */
    public static Problem of(Refusal refusal) {
        return of(refusal, refusal.detail());
    }

    /** A refusal for good, with a sentence of its own that says what is wrong with this very request. */
    public static Problem of(Refusal refusal, String detail) {
        return new Problem(refusal, detail, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A refusal for now: another try makes sense after {@code retryAfter}. */
    public static Problem of(Refusal refusal, Duration retryAfter) {
        return new Problem(
                refusal,
                refusal.detail(),
                Optional.of(retryAfter),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The caller has to sign in again: what they asked for needs a sign-in of the last {@code maxAge} (RFC 9470 section 3). */
    static Problem ofOldProof(Duration maxAge) {
        Refusal refusal = Refusal.INSUFFICIENT_USER_AUTHENTICATION;
        return new Problem(
                refusal, refusal.detail(), Optional.empty(), Optional.of(maxAge), Optional.empty(), Optional.empty());
    }

    /** The store is away; most often it is back within a second. */
    static Problem storeUnavailable() {
        return of(Refusal.STORE_UNAVAILABLE, Duration.ofSeconds(1));
    }

    /** The same problem of a request that proved to be about {@code whose} session. */
    Problem about(SessionRef whose) {
        return new Problem(refusal, detail, retryAfter, maxAge, Optional.of(whose), kind);
    }

    /** The same problem; the listener is told of an event of this kind. */
    Problem toldAs(SecurityEvent.Kind other) {
        return new Problem(refusal, detail, retryAfter, maxAge, session, Optional.of(other));
    }

    /** Why. */
    public Refusal refusal() {
        return refusal;
    }

    /** One sentence for a person. */
    public String detail() {
        return detail;
    }

    /** How long to wait before another try, where waiting helps. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /** How long ago the sign-in may have been that the request needs, where it was too long ago. */
    public Optional<Duration> maxAge() {
        return maxAge;
    }

    /** The session that the request proved to be about. */
    Optional<SessionRef> session() {
        return session;
    }

    /** The kind of event that this is, if the refusal does not say it. */
    Optional<SecurityEvent.Kind> kind() {
        return kind;
    }

    @Override
    public String toString() {
        return refusal.code();
    }
}
