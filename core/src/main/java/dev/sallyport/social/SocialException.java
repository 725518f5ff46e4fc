package dev.sallyport.social;

import java.time.Duration;
import java.util.Optional;

/** A provider did not say who somebody is. The message is one line for the log: no secret, no text of the provider's. */
public final class SocialException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The side that is at fault, which decides what the person is told. */
    public enum Failure {
        /** The person said no at the provider. */
        DENIED,
        /** The provider says no, or what it says does not hold. */
        REJECTED,
        /** It holds, but was made for another application [26]. */
        NOT_FOR_US,
        /** The person did not prove there who they are as recently as was asked for, or it does not say [35]. */
        NOT_RECENT,
        /** The provider does not answer, or not in a way that can be understood: later it may. */
        UNAVAILABLE,
        /** What we were told of the provider is not what it says of itself: no later try helps, other settings do. */
        MISCONFIGURED,
        /** This provider is not set up for this kind of proof. */
        UNSUPPORTED
    }

    private final Failure failure;
    private final transient Optional<Duration> retryAfter;

    private SocialException(Failure failure, String message, Optional<Duration> retryAfter) {
        // Without a stack trace: strangers cause these as often as they like.
        super(message, null, false, false);
        this.failure = failure;
        this.retryAfter = retryAfter;
    }

    /** A failure with its line for the log. */
    public SocialException(Failure failure, String message) {
        this(failure, message, Optional.empty());
    }

    static SocialException rejected(String message) {
        return new SocialException(Failure.REJECTED, message);
    }

    static SocialException unavailable(String message) {
        return new SocialException(Failure.UNAVAILABLE, message);
    }

    static SocialException misconfigured(String message) {
        return new SocialException(Failure.MISCONFIGURED, message);
    }

    /** The same, and after how long another try makes sense. */
    SocialException after(Duration wait) {
        return new SocialException(failure, String.valueOf(getMessage()), Optional.of(wait));
    }

    /** The side that is at fault. */
    public Failure failure() {
        return failure;
    }

    /** How long to wait before another try, where that is known. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
