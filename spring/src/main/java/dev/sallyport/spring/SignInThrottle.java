package dev.sallyport.spring;

import dev.sallyport.session.StoreUnavailableException;
import dev.sallyport.spring.limit.PasswordThrottle;

/** The application's part in slowing down guesses at passwords: only it can know an owner by other means [34]. */
public final class SignInThrottle {

    private final PasswordThrottle passwords;

    SignInThrottle(PasswordThrottle passwords) {
        this.passwords = passwords;
    }

    /**
     * Forgets that sign-ins of this name have failed: the way out for an owner whose account takes one try a day and who has no
     * browser left that it knows. Call it once they have proved by other means who they are, as by a link in a mail that resets
     * their password.
     *
     * @throws StoreUnavailableException if the database cannot be reached
     */
    public void forgive(String username) {
        passwords.forgive(username);
    }
}
