package dev.sallyport;

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
}
