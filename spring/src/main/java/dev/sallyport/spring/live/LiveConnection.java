package dev.sallyport.spring.live;

/** What outlives the request that opened it, and must not outlive the session of the caller. */
public interface LiveConnection {

    /** Ends it, and says whether that is done. If not, it is called again at the next look; it must not wait for a peer. */
    boolean end();
}
