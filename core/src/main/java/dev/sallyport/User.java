package dev.sallyport;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person as the application knows them.
 *
 * @param id stable and never given to anybody else: the JWT claim {@code sub}
 * @param username what they sign in with
 * @param email their address, or null where the application knows none
 * @param roles what they may do; they travel in every access token, so keep them few and short
 */
public record User(String id, String username, @Nullable String email, Set<String> roles) {

    /** Takes a copy of the roles. */
    public User {
        roles = Set.copyOf(roles);
    }
}
