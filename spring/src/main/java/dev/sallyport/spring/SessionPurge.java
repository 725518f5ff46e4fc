package dev.sallyport.spring;

import dev.sallyport.Sallyport;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets old sessions every hour. */
final class SessionPurge implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SessionPurge.class);

    private final Clockwork clockwork;

    SessionPurge(Sallyport sallyport) {
        clockwork =
                new Clockwork("sallyport-purge", Duration.ofMinutes(1), Duration.ofHours(1), () -> purge(sallyport));
    }

    @Override
    public void close() {
        clockwork.close();
    }

    private static void purge(Sallyport sallyport) {
        try {
            sallyport.purge();
        } catch (RuntimeException later) {
            LOG.warn("old sessions could not be purged; the next try is in an hour", later);
        }
    }
}
