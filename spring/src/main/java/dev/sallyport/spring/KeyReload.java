package dev.sallyport.spring;

import dev.sallyport.Sallyport;
import dev.sallyport.token.KeySchedule;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the signing keys every minute: what another node or a file has added since, and what the schedule demands. */
final class KeyReload implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KeyReload.class);

    private final ScheduledTask clockwork;

    KeyReload(Sallyport sallyport) {
        Duration interval = KeySchedule.RELOAD_INTERVAL;
        clockwork = new ScheduledTask("sallyport-keys", interval, interval, () -> reload(sallyport));
    }

    @Override
    public void close() {
        clockwork.close();
    }

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
