package dev.sallyport.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps what happened: an entry is added once, never changed, and forgotten when it is old. */
public interface EventStore {

    /**
     * One thing that happened. What is too long is cut and control characters become question marks: one entry that a
     * database refuses would hold up all behind it.
     *
     * @param id a name of its own, so that adding it again adds nothing
     * @param kind what happened, by its constant name
     * @param refusal the code of the refusal, of a request that was refused
     */
    record Entry(
            String id,
            Instant at,
            String kind,
            Optional<String> userId,
            Optional<String> sessionId,
            String address,
            Optional<String> refusal) {

        private static final int LONGEST_USER = 255;
        private static final int LONGEST = 64;

        public Entry {
            userId = userId.map(text -> storable(text, LONGEST_USER));
            sessionId = sessionId.map(text -> storable(text, LONGEST));
            address = storable(address, LONGEST);
        }

        private static String storable(String text, int longest) {
            return text.substring(0, Math.min(text.length(), longest)).replaceAll("\\p{Cntrl}", "?");
        }
    }

    /**
     * Adds all of them or none; of those that are there already, nothing.
     *
     * @throws StoreUnavailableException if that cannot be done now; the same entries may be added again later
     */
    void add(List<Entry> entries);

    /** Forgets at most {@code atMost} entries from before {@code before}, and says how many. */
    int purge(Instant before, int atMost);
}
