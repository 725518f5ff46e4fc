package dev.sallyport.spring;

import dev.sallyport.Problem;
import dev.sallyport.Refusal;
import dev.sallyport.web.Network;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The places in a waiting line. Whoever finds none is told so at once: a line without an end is one in which everybody waits
 * for a stranger [34]. And one network has a share of them only, or it would take them all.
 */
final class QueueSlots {

    private final int all;
    private final int share;
    private final Map<String, Integer> taken = new HashMap<>();
    private int takenByAll;

    /** So many, of which one network takes {@code share} at most. */
    QueueSlots(int all, int share) {
        this.all = all;
        this.share = share;
    }

    /** Takes one for a peer at this address, and says whether there was one. Who took one gives it back. */
    synchronized boolean take(String address) {
        String network = Network.of(address).prefix();
        if (takenByAll == all || taken.getOrDefault(network, 0) == share) {
            return false;
        }
        takenByAll++;
        taken.merge(network, 1, Integer::sum);
        return true;
    }

    synchronized void giveBack(String address) {
        takenByAll--;
        taken.computeIfPresent(Network.of(address).prefix(), (network, count) -> count == 1 ? null : count - 1);
    }

    /** What whoever found none is told. */
    static Problem noneLeft() {
        return Problem.of(Refusal.SERVER_BUSY, Duration.ofSeconds(1));
    }
}
