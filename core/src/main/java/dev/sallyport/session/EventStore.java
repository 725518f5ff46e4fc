package dev.sallyport.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps what happened: an entry is added, its number of occurrences may rise, and it is forgotten when it is old. */
public interface EventStore {

    /**
     * One thing that happened, or several of a kind that need no entry each. What is too long is cut and control characters
     * become question marks: one entry that a database refuses would hold up all behind it.
     *
     * @param id a name of its own, so that adding it again adds nothing
     * @param at when it happened, or happened first
     * @param kind what happened, by its constant name
     * @param refusal the code of the refusal, of a request that was refused
     * @param occurrences how often it happened
     */
    record Entry(
            String id,
            Instant at,
            String kind,
            Optional<String> userId,
            Optional<String> sessionId,
            String address,
            Optional<String> refusal,
            int occurrences) {

        private static final int LONGEST_USER = 255;
        private static final int LONGEST = 64;

        /** Cuts what a stranger may have chosen to the length of its column. */
        public Entry {
            userId = userId.map(text -> storable(text, LONGEST_USER));
            sessionId = sessionId.map(text -> storable(text, LONGEST));
            address = storable(address, LONGEST);
        }

        private static String storable(String text, int longest) {
            return text.substring(0, Math.min(text.length(), longest)).replaceAll("\\p{Cntrl}", "?");
        }
    }

    /** The entries of a kind that name a user, or those that name nobody: a flood of these displaces none of the others. */
    record Group(String kind, boolean namesUser) {}

    /**
     * Adds all of them or none. Of one that is there already, only the occurrences are taken over, if they are more.
     *
     * @throws StoreUnavailableException if that cannot be done now; the same entries may be added again later
     */
    void add(List<Entry> entries);

    /** Forgets at most {@code atMost} entries from before {@code before}, and says how many. */
    int purge(Instant before, int atMost);

    /** Forgets at most {@code atMost} entries of the group that are older than its latest {@code kept}, and says how many. */
    int purge(Group group, int kept, int atMost);
}
