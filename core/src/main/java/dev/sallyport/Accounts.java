package dev.sallyport;

import dev.sallyport.social.Identity;
import java.util.Optional;

/** The application's users: the one thing Sallyport asks of it. */
public interface Accounts {

    /**
     * The user whose password this is; empty for an unknown name, a wrong password and a user who may not sign in.
     *
     * <p>All three must take the same time: hash the password even when there is no user to compare it with [23].
     */
    Optional<User> authenticate(String username, String password);

    /** The user with this id, as they are now; empty if they are gone or may not sign in. Asked at every refresh. */
    Optional<User> find(String userId);

    /**
     * Makes an account for somebody whom a provider vouches for and nobody here knows; empty where such people are not let in,
     * which is the default. Name, e-mail and picture of the profile are theirs to take once; nothing asks for them again.
     *
     * @param userId use it as the account's id: should this be called twice for one person, by two tabs or after a crash, it is
     *     called with the same id, and the account that is there already is the one to give
     */
    default Optional<User> register(String userId, Identity identity) {
        return Optional.empty();
    }

    /**
     * Whether an account has this e-mail address, in any case. A newcomer with it is asked to sign in to that account first and
     * link the provider there: an address alone never opens an account.
     */
    default boolean ownsEmail(String email) {
        return false;
    }

    /** Whether the user has another way in than linked providers. Without one, the last link stays. */
    default boolean hasPassword(String userId) {
        return true;
    }
}
