package dev.sallyport.spring.limit;

import dev.sallyport.Problem;
import dev.sallyport.Refusal;
import dev.sallyport.web.Network;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The slots of a bounded queue. A request that finds none fails at once: in a queue without a bound everybody would wait for a
 * stranger [34]. One network gets only a share of the slots, or it would take them all.
 */
public final class QueueSlots {

    private final int all;
    private final int share;
    private final Map<String, Integer> taken = new HashMap<>();
    private int takenByAll;

    /** So many, of which one network takes {@code share} at most. */
    public QueueSlots(int all, int share) {
        this.all = all;
        this.share = share;
    }

    /** Takes a slot for a peer at this address, and says whether there was one. A slot that was taken must be given back. */
    public synchronized boolean take(String address) {
        String network = Network.of(address).prefix();
        if (takenByAll == all || taken.getOrDefault(network, 0) == share) {
            return false;
        }
        takenByAll++;
        taken.merge(network, 1, Integer::sum);
        return true;
    }

    /** The slot of somebody at {@code address} is free again. */
    public synchronized void giveBack(String address) {
        takenByAll--;
        taken.computeIfPresent(Network.of(address).prefix(), (network, count) -> count == 1 ? null : count - 1);
    }

    /** How many are taken. */
    synchronized int taken() {
        return takenByAll;
    }

    /** How many there are. */
    int all() {
        return all;
    }

    /** The answer to a request that finds no slot. */
    public static Problem noneLeft() {
        return Problem.of(Refusal.SERVER_BUSY, Duration.ofSeconds(1));
    }
}
