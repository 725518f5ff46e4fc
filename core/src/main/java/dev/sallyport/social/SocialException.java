package dev.sallyport.social;

/** A provider did not say who somebody is. The message is one line for the log: no secret, no text of the provider's. */
public final class SocialException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Whose fault it is, which decides what to tell the person. */
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
        /** This provider is not set up for this kind of proof. */
        UNSUPPORTED
    }

    private final Failure failure;

    /** A failure with its line for the log. */
    public SocialException(Failure failure, String message) {
        // Without a stack trace: strangers cause these as often as they like.
        super(message, null, false, false);
        this.failure = failure;
    }

    static SocialException rejected(String message) {
        return new SocialException(Failure.REJECTED, message);
    }

    static SocialException unavailable(String message) {
        return new SocialException(Failure.UNAVAILABLE, message);
    }

    /** Whose fault it is. */
    public Failure failure() {
        return failure;
    }
}
