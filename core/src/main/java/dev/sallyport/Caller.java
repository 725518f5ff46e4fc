package dev.sallyport;

import dev.sallyport.session.Transport;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Who sent an admitted request. The gate makes one of what it has proved, and nothing else can [30]: a public record would be
 * built by data binders and deserializers out of whatever a request says, a concrete class of any kind by those that need no
 * constructor, and an interface would be filled in by a proxy.
 */
public abstract sealed class Caller permits VerifiedCaller {

    Caller() {}

    /** The application's name for the user, as {@link User#id}. */
    public abstract String userId();

    /** The session that the access token belongs to. */
    public abstract String sessionId();

    /** How the session's tokens travel. */
    public abstract Transport transport();

    /** The user's roles when the access token was issued. */
    public abstract Set<String> roles();

    /** When they last proved who they are. */
    public abstract Instant authenticatedAt();

    /** When the access token they came with ends. */
    public abstract Instant accessExpiresAt();

    /** How they proved who they are, as in the JWT claim {@code amr} (RFC 8176). */
    public abstract List<String> methods();

    /** Whether the caller has this role. */
    public final boolean hasRole(String role) {
        return roles().contains(role);
    }
}
