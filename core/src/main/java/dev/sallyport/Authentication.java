package dev.sallyport;

import java.util.Optional;

/** The person that the credentials of a request speak for, or why they speak for nobody. */
sealed interface Authentication {

    /** Their access token holds and their session goes on. */
    record Authenticated(Caller by) implements Authentication {}

    /** This server made the access token, and its time is over. */
    record Expired(Caller was) implements Authentication {}

    /**
     * This server made the access token, and its session was ended.
     *
     * @param was whose it was, where the token says so by itself
     */
    record Revoked(Optional<Caller> was) implements Authentication {}

    /** There is no access token, or none that this server made for the place it came in. */
    record Anonymous(Refusal reason, Decision nobody) implements Authentication {

        Anonymous(Refusal reason) {
            this(reason, new Decision.Anonymous(reason));
        }

        /** Nothing was brought. */
        static final Authentication MISSING = new Anonymous(Refusal.ACCESS_MISSING);

        /** It does not say which check of the token failed: that would help only a forger. */
        static final Authentication INVALID = new Anonymous(Refusal.ACCESS_INVALID);
    }

    /** The caller, where there is one. */
    default Optional<Caller> caller() {
        return this instanceof Authenticated in ? Optional.of(in.by()) : Optional.empty();
    }

    /** The caller that the token names, whether or not it holds. */
    default Optional<Caller> named() {
        if (this instanceof Expired expired) {
            return Optional.of(expired.was());
        }
        return this instanceof Revoked revoked ? revoked.was() : caller();
    }

    /** The decision about a request in whose way neither door stands. */
    default Decision decision() {
        if (this instanceof Authenticated in) {
            return new Decision.Admitted(in.by());
        }
        if (this instanceof Anonymous none) {
            return none.nobody();
        }
        return new Decision.Anonymous(this instanceof Expired ? Refusal.ACCESS_EXPIRED : Refusal.SESSION_REVOKED);
    }
}
