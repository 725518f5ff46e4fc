package dev.sallyport;

import dev.sallyport.SecurityEvent.Kind;
import dev.sallyport.web.Request;
import java.time.Instant;
import java.util.Optional;

/** Tells the listener what happened. One that fails costs its own knowledge of it and changes no answer. */
final class SecurityEvents {

    private static final System.Logger LOG = System.getLogger(SecurityEvents.class.getName());

    private final SecurityEvent.Listener listener;
    private final LogThrottle complaints = new LogThrottle();

    SecurityEvents(SecurityEvent.Listener listener) {
        this.listener = listener;
    }

    /** What a visit brought about. */
    void raise(Kind kind, RequestContext context, SessionRef ref) {
        tell(event(kind, context.now(), Optional.of(ref), context.request()));
    }

    /** What the application did to a user's sessions, for no request. */
    void raise(Kind kind, Instant now, String userId) {
        tell(new SecurityEvent(kind, now, Optional.of(userId), Optional.empty(), "", Optional.empty()));
    }

    /** Each refused request is one event. Some have a name of their own, being what one looks for first. */
    void refused(Request request, Problem problem, Instant now) {
        Refusal refusal = problem.refusal();
        Kind kind = problem.kind().orElseGet(() -> kind(refusal));
        tell(event(kind, now, problem.session(), request).because(refusal));
    }

    private static Kind kind(Refusal refusal) {
        return switch (refusal) {
            case CREDENTIALS_REJECTED, TOKEN_NOT_FOR_US -> Kind.SIGN_IN_REJECTED;
            case REFRESH_REUSED -> Kind.REFRESH_REUSED;
            default -> Kind.REFUSED;
        };
    }

    private static SecurityEvent event(Kind kind, Instant at, Optional<SessionRef> ref, Request request) {
        return new SecurityEvent(
                kind,
                at,
                ref.map(SessionRef::userId),
                ref.map(SessionRef::sessionId),
                request.remoteAddress(),
                Optional.empty());
    }

    private void tell(SecurityEvent event) {
        try {
            listener.on(event);
        } catch (Exception fault) {
            // Not each time: whoever can cause events at will would fill the log with stack traces.
            if (complaints.isDue(event.at())) {
                LOG.log(System.Logger.Level.ERROR, "the listener for security events failed at " + event.kind(), fault);
            }
        }
    }
}
