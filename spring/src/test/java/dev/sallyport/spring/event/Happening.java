package dev.sallyport.spring.event;

import dev.sallyport.Refusal;
import dev.sallyport.SecurityEvent;
import dev.sallyport.SecurityEvent.Kind;
import java.time.Instant;
import java.util.Optional;

/** Security events to try their listeners with. */
final class Happening {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00.500Z");

    private Happening() {}

    /** Something that happened to alice's session. */
    static SecurityEvent of(Kind kind) {
        return of(kind, NOW);
    }

    static SecurityEvent of(Kind kind, Instant at) {
        return new SecurityEvent(
                kind, at, Optional.of("alice"), Optional.of("session-1"), "192.0.2.7", Optional.empty());
    }

    /** A request of nobody's that was refused at this instant. */
    static SecurityEvent refused(Instant at) {
        return new SecurityEvent(
                Kind.REFUSED, at, Optional.empty(), Optional.empty(), "192.0.2.66", Optional.of(Refusal.CSRF_MISSING));
    }
}
