package dev.sallyport;

import dev.sallyport.session.StoreUnavailableException;
import java.time.Instant;

/** Turns faults of the store into problems, and writes some of them to the log. */
final class StoreFaults {

    private static final System.Logger LOG = System.getLogger(StoreFaults.class.getName());

    private final LogThrottle complaints = new LogThrottle();

    Problem problem(StoreUnavailableException fault, Instant now) {
        // Not each time: an outage under load would fill the log, and then the disk, with one stack trace.
        if (complaints.isDue(now)) {
            LOG.log(System.Logger.Level.WARNING, "the session store fails; requests are answered 503", fault);
        }
        return Problem.storeUnavailable();
    }
}
