package dev.sallyport.spring;

import dev.sallyport.SecurityEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes security events to the log, one line each. */
final class SecurityLog implements SecurityEvent.Listener {

    private static final Logger LOG = LoggerFactory.getLogger("dev.sallyport.security");

    @Override
    public void on(SecurityEvent event) {
        var line = event.kind() == SecurityEvent.Kind.REFRESH_REUSED ? LOG.atWarn() : LOG.atInfo();
        line.addKeyValue("event", event.kind())
                .addKeyValue("user", event.userId().orElse("-"))
                .addKeyValue("session", event.sessionId().orElse("-"))
                .addKeyValue("address", event.remoteAddress())
                .log(
                        "{} user={} session={} from {}",
                        event.kind(),
                        event.userId().orElse("-"),
                        event.sessionId().orElse("-"),
                        event.remoteAddress());
    }
}
