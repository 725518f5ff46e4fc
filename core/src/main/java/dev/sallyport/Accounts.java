package dev.sallyport;

import dev.sallyport.social.Identity;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/** The application's users: the one thing Sallyport asks of it. */
public interface Accounts {

    /**
     * The user whose password this is; empty for an unknown name, a wrong password and a user who may not sign in.
     *
     * <p>All three must take the same time: hash the password even when there is no user to compare it with [23].
     */
    Optional<User> authenticate(String username, String password);

    /**
     * The one spelling of all those that {@link #authenticate} takes for the same name. Failed sign-ins are counted by it, so it
     * has to join what is one account and nothing else: of spellings that it told apart each would have an allowance of its own,
     * and whoever may sign in by a name that it joins with another's takes back the failures of that other. Override it where
     * names are told apart otherwise, as by case.
     */
    default String foldName(String username) {
        return Normalizer.normalize(username, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }

    /** The user with this id, as they are now; empty if they are gone or may not sign in. Asked at every refresh. */
    Optional<User> find(String userId);

    /**
     * Makes an account for somebody whom a provider vouches for and nobody here knows; empty where such people are not let in,
     * which is the default. Name, e-mail and picture of the profile are theirs to take once; nothing asks for them again.
     *
     * <p>It may be called twice for one person, by two tabs or after a crash, and then with the same {@code registrationId}. Keep that in
     * a column that is unique, or make it the account's id, and give the account that is there already.
     *
     * @param registrationId 22 characters of base64url that stand for this person's registration and for nothing else
     * @return the account, under an id of the application's choice: its own numbers will do
     */
    default Optional<User> register(String registrationId, Identity identity) {
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
