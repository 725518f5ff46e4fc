package dev.sallyport.social;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Keeps which identities are linked to whom, and what may be used once only. Each method is one atomic step: when it returns,
 * what it did survives a crash; a fault is thrown as the session store throws its own, and then nothing was done.
 */
public interface SocialStore {

    /**
     * An identity and the account it opens.
     *
     * @param identity as the provider gave it when it was linked; it is never overwritten
     * @param settled false from the moment an account's id was chosen until that account is known to exist
     */
    record Link(String id, Identity identity, String userId, Instant linkedAt, boolean settled) {}

    /** What became of a wish to remove a link. */
    enum Removal {
        /** It is gone. */
        REMOVED,
        /** That user has no such link. */
        UNKNOWN,
        /** It stays, being needed. */
        NEEDED
    }

    /** Whether {@code name} is used for the first time. It is remembered until {@code until}, by every node. */
    boolean useOnce(String name, Instant until);

    /** The link of the identity that this issuer knows by this subject. */
    Optional<Link> find(String issuer, String subject);

    /** Adds the link, unless one of that identity stands already, and gives the one that stands. */
    Link add(Link link);

    /** Settles the link on this user, unless it is settled already, and gives what stands; empty if it was removed. */
    Optional<Link> settle(Link link, String userId);

    /** The user's links, the oldest first. */
    List<Link> of(String userId);

    /**
     * Removes the user's link of this id if {@code suffices} says that they can still sign in with the rest. Of two that are
     * removed at once, each is judged without the other.
     */
    Removal remove(String userId, String id, Predicate<List<Link>> suffices);

    /** Removes all links of a user who is gone. */
    void forget(String userId);

    /** Forgets at most {@code atMost} names whose time was over before {@code before}, and says how many. */
    int purge(Instant before, int atMost);
}
