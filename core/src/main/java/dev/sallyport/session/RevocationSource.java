package dev.sallyport.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Where a node hears what other nodes ended. For one thread; it may keep a connection until it is closed. */
public interface RevocationSource extends AutoCloseable {

    /** The sessions ended at {@code since} or later, as {@link SessionStore#revokedSince} has it. */
    Map<String, Instant> revokedSince(Instant since);

    /**
     * Waits for news that come unasked, at most for {@code atMost}. Such news are a hint that saves waiting: those that get
     * lost are in the next {@link #revokedSince}.
     *
     * @return the ids of sessions that have just been ended; empty when the time is over
     */
    Collection<String> await(Duration atMost) throws InterruptedException;

    @Override
    void close();

    /** A source that only ever answers when asked. */
    static RevocationSource polling(SessionStore store) {
        return new RevocationSource() {
            @Override
            public Map<String, Instant> revokedSince(Instant since) {
                return store.revokedSince(since);
            }

            @Override
            public Collection<String> await(Duration atMost) throws InterruptedException {
                Thread.sleep(atMost.toMillis());
                return List.of();
            }

            @Override
            public void close() {
                // Nothing is kept open between two questions.
            }
        };
    }
}
