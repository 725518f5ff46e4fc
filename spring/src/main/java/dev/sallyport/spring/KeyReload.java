package dev.sallyport.spring;

import dev.sallyport.Sallyport;
import dev.sallyport.token.KeySchedule;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/** Loads the signing keys every minute: what another node or a file has added since, and what the schedule demands. */
final class KeyReload implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(KeyReload.class);

    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "sallyport-keys");
        thread.setDaemon(true);
        return thread;
    });

    KeyReload(Sallyport sallyport) {
        long seconds = KeySchedule.RELOAD_INTERVAL.toSeconds();
        var unused = clockwork.scheduleAtFixedRate(() -> reload(sallyport), seconds, seconds, TimeUnit.SECONDS);
    }

    @Override
    public void destroy() {
        clockwork.shutdown();
    }

    /** A task that throws is never run again. */
    static void reload(Sallyport sallyport) {
        try {
            sallyport.reloadKeys();
        } catch (RuntimeException later) {
            LOG.error(
                    "the signing keys could not be loaded, so those in use stay; the next try is in a minute: {}",
                    later.getMessage());
        }
    }
}
