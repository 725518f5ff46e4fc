package dev.sallyport.session;

/** The store could not do its step now; nothing was half done, and the same call may be made again later. */
public class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A fault that is known without asking. */
    public StoreUnavailableException(String message) {
        super(message);
    }

    /** A fault with the reason the store gave. */
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
