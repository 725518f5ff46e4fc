package dev.sallyport.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Counts failed sign-ins in a row, for all nodes together and over restarts [23]. Each method is one atomic step; a fault is
 * thrown as the session store throws its own.
 *
 * <p>Whoever tries names that nobody has fills it too. So what failed {@code n} times in a row is forgotten {@link #PAUSE n days}
 * after the last: a name that was tried once takes its place for a day, and who waits for that guesses no
 * more often than once a day.
 */
public interface FailureStore {

    /** For how long a failure is remembered, and how far apart tries are once there were too many. */
    Duration PAUSE = Duration.ofDays(1);

    /**
     * Counts a failure of {@code name} at {@code at}, before it happens: of many at once no more are let try than may.
     *
     * @param name what fails, as a hash of at most 64 characters: people type their passwords where their names belong
     * @param most so many failures in a row are counted; after them one in each {@link #PAUSE}
     * @return empty when it is counted; else the instant of the last, which is too near, and then nothing was counted
     */
    Optional<Instant> count(String name, Instant at, int most);

    /** Takes back what was counted at {@code at} and did not happen. */
    void takeBack(String name, Instant at);

    /** Begins anew: the row of failures has ended. */
    void forget(String name);

    /** Forgets at most {@code atMost} whose failures are too long ago at {@code now} to matter, and says how many. */
    int purge(Instant now, int atMost);
}
