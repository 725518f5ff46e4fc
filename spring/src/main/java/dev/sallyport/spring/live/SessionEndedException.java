package dev.sallyport.spring.live;

import java.io.IOException;

/** Tells whoever writes an answer that its reader's session has ended, as if the reader had gone away. */
final class SessionEndedException extends IOException {

    private static final long serialVersionUID = 1L;

    SessionEndedException() {
        super("the session of whom this answer is for has ended");
    }

    static boolean isIn(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof SessionEndedException) {
                return true;
            }
        }
        return false;
    }
}
