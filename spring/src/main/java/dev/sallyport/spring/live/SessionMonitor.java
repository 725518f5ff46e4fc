package dev.sallyport.spring.live;

import dev.sallyport.Caller;
import dev.sallyport.Sallyport;
import dev.sallyport.session.StoreUnavailableException;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the channels of sessions that have ended. Its three chores never wait for each other: {@link #look} reads memory only,
 * {@link #ask} reads the store, and what ends a channel runs on the {@code closers}. A store that hangs delays no sign-out, and
 * neither does a peer that does not read.
 */
public final class SessionMonitor {

    private static final Logger LOG = LoggerFactory.getLogger(SessionMonitor.class);

    private final Sallyport sallyport;
    private final Clock clock;
    private final Executor closers;
    private final ConcurrentMap<String, Watched> sessions = new ConcurrentHashMap<>();

    /** Those that a closer has in hand. */
    private final Set<LiveConnection> ending = ConcurrentHashMap.newKeySet();

    private final AtomicInteger looks = new AtomicInteger();

    /** All channels of one session, so that the store is asked about it once and not for each of them. */
    private record Watched(SessionLiveness life, Set<LiveConnection> channels) {}

    SessionMonitor(Sallyport sallyport, Clock clock, Executor closers) {
        this.sallyport = sallyport;
        this.clock = clock;
        this.closers = closers;
    }

    /** Ends {@code channel} when the session of {@code caller} has ended, unless it is removed before. */
    public void add(Caller caller, LiveConnection channel) {
        sessions.compute(caller.sessionId(), (id, known) -> {
            Watched watched = known != null
                    ? known
                    : new Watched(
                            SessionLiveness.of(caller, sallyport, clock.instant()), ConcurrentHashMap.newKeySet());
            watched.channels().add(channel);
            return watched;
        });
    }

    /** Forgets a connection that has ended by itself. */
    public void remove(Caller caller, LiveConnection channel) {
        forget(caller.sessionId(), channel);
    }

    /** Whether this node knows that the caller's session was ended. Reads no store. */
    boolean knowsToHaveEnded(Caller caller) {
        return sallyport.knowsToHaveEnded(caller);
    }

    /** How often it has looked: a clock of seconds that costs no more than to read a field. */
    int looks() {
        return looks.get();
    }

    /** Ends the channels of all sessions that are known to have ended. Once a second, by one thread. */
    void look() {
        looks.incrementAndGet();
        sessions.forEach((id, watched) -> {
            if (watched.life().hasEnded()) {
                watched.channels().forEach(channel -> end(id, channel));
            }
        });
    }

    /** Asks the store about those sessions that it is time to ask about. Once a second, by one thread. */
    void ask() {
        Instant now = clock.instant();
        for (Watched watched : sessions.values()) {
            if (watched.life().isDue(now) && !ask(watched.life(), now)) {
                // The others would wait for it in vain, one after the other.
                return;
            }
        }
    }

    /** False if the store is away. */
    private static boolean ask(SessionLiveness life, Instant now) {
        try {
            life.ask(now);
        } catch (StoreUnavailableException away) {
            LOG.debug("whether the session of an open channel lives cannot be told now");
            return false;
        } catch (RuntimeException | Error fault) {
            // Accounts is the application's code. Whatever it throws, the other sessions must be asked about.
            LOG.warn("whether the user of an open channel may still sign in cannot be told", fault);
        }
        return true;
    }

    private void end(String sessionId, LiveConnection channel) {
        if (ending.add(channel)) {
            closers.execute(() -> {
                try {
                    if (channel.end()) {
                        forget(sessionId, channel);
                    }
                } catch (RuntimeException | Error broken) {
                    // It runs what the application does when its channel ends.
                    LOG.debug("a channel did not end cleanly", broken);
                    forget(sessionId, channel);
                } finally {
                    ending.remove(channel);
                }
            });
        }
    }

    private void forget(String sessionId, LiveConnection channel) {
        sessions.computeIfPresent(sessionId, (id, watched) -> {
            watched.channels().remove(channel);
            return watched.channels().isEmpty() ? null : watched;
        });
    }
}
