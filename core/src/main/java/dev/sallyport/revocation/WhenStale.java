package dev.sallyport.revocation;

/** What becomes of an access token while it cannot be told, from memory alone, whether its session was ended elsewhere. */
public enum WhenStale {
    /** It is admitted: at worst it lives out its minutes. */
    ADMIT,
    /** The store is asked for its session. A store that is away itself lets it pass, as {@link #ADMIT} does. */
    CHECK_STORE,
    /** It is answered 503 until this node hears again. */
    REFUSE
}
