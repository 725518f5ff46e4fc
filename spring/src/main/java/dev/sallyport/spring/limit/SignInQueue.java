package dev.sallyport.spring.limit;

import dev.sallyport.Accounts;
import dev.sallyport.RefusedException;
import dev.sallyport.User;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * The line in front of {@link Accounts#authenticate}. To hash a password keeps a processor busy for a tenth of a second, so
 * that a few dozen sign-ins at once would leave neither a processor nor, while they wait, a thread to anybody else.
 */
public final class SignInQueue {

    public static final Duration PATIENCE = Duration.ofSeconds(2);

    /** About a second of hashing; who stands further back would not be served within the patience. */
    private static final int PLACES_FOR_EACH_TURN = 9;

    private final Accounts accounts;
    private final Semaphore turns;
    private final QueueSlots places;
    private final Duration patience;
    private final LongAdder rejected = new LongAdder();

    /**
     * A line that lets {@code atOnce} sign-ins proceed at a time. With those that wait they hold half of the server's
     * {@code threads} at most, and those of one network a quarter.
     */
    public SignInQueue(Accounts accounts, int atOnce, int threads, Duration patience) {
        int all = Math.max(1, Math.min(atOnce * PLACES_FOR_EACH_TURN, threads / 2));
        this.accounts = accounts;
        this.turns = new Semaphore(Math.min(atOnce, all), true);
        this.places = new QueueSlots(all, Math.max(1, all / 2));
        this.patience = patience;
    }

    /**
     * The user whose password this is, asked by a peer at this address.
     *
     * @throws dev.sallyport.RefusedException if the line is full, or too slow
     */
    public Optional<User> authenticate(String address, String username, String password) {
        if (!places.take(address)) {
            throw turnedAway();
        }
        try {
            awaitTurn();
            try {
                return accounts.authenticate(username, password);
            } finally {
                turns.release();
            }
        } finally {
            places.giveBack(address);
        }
    }

    private void awaitTurn() {
        try {
            if (!turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw turnedAway();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw turnedAway();
        }
    }

    private RefusedException turnedAway() {
        rejected.increment();
        return new RefusedException(QueueSlots.noneLeft());
    }

    /** How many are in the line, with those whose turn it is. */
    public int size() {
        return places.taken();
    }

    /** How many there may be. */
    public int limit() {
        return places.all();
    }

    /** How many were turned away since the start. */
    public long rejected() {
        return rejected.sum();
    }
}
