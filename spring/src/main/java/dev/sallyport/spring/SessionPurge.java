package dev.sallyport.spring;

import dev.sallyport.Sallyport;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/** Forgets old sessions every hour, whether or not the application schedules anything itself. */
final class SessionPurge implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(SessionPurge.class);

    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "sallyport-purge");
        thread.setDaemon(true);
        return thread;
    });

    SessionPurge(Sallyport sallyport) {
        var unused = clockwork.scheduleWithFixedDelay(() -> purge(sallyport), 1, 60, TimeUnit.MINUTES);
    }

    @Override
    public void destroy() {
        clockwork.shutdown();
    }

    /** A task that throws is never run again. */
    private static void purge(Sallyport sallyport) {
        try {
            sallyport.purge();
        } catch (RuntimeException later) {
            LOG.warn("old sessions could not be purged; the next try is in an hour", later);
        }
    }
}
