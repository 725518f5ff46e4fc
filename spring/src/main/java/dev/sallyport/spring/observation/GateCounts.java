package dev.sallyport.spring.observation;

import dev.sallyport.Decision;
import dev.sallyport.Refusal;
import dev.sallyport.SecurityEvent;
import dev.sallyport.session.Rotation.Verdict;

/**
 * How often the gate did what. Counted here, and read by a registry where there is one: a counter of a registry allocates at each
 * request if it has several places to tell, and a registry that comes late would miss what came before.
 */
public final class GateCounts {

    /** What became of a request for the application. */
    enum Outcome {
        ADMITTED,
        ANONYMOUS,
        REFUSED;

        static Outcome of(Decision decision) {
            if (decision instanceof Decision.Admitted) {
                return ADMITTED;
            }
            return decision instanceof Decision.Refused ? REFUSED : ANONYMOUS;
        }
    }

    private final EnumCounts<Outcome> requests = new EnumCounts<>(Outcome.class);
    private final EnumCounts<Refusal> refusals = new EnumCounts<>(Refusal.class);
    private final EnumCounts<Verdict> refreshes = new EnumCounts<>(Verdict.class);
    private final EnumCounts<SecurityEvent.Kind> events = new EnumCounts<>(SecurityEvent.Kind.class);

    /** A request for the application was judged. */
    public void count(Decision decision) {
        requests.count(Outcome.of(decision));
    }

    /** A refresh token was judged, and the verdict carried out. */
    public void count(Verdict verdict) {
        refreshes.count(verdict);
    }

    /** Something happened; each request that is refused anywhere is one such event. */
    public void count(SecurityEvent event) {
        events.count(event.kind());
        event.refusal().ifPresent(refusals::count);
    }

    EnumCounts<Outcome> requests() {
        return requests;
    }

    EnumCounts<Refusal> refusals() {
        return refusals;
    }

    EnumCounts<Verdict> refreshes() {
        return refreshes;
    }

    EnumCounts<SecurityEvent.Kind> events() {
        return events;
    }
}
