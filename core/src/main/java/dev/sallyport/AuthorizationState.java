package dev.sallyport;

import dev.sallyport.social.ReturnTarget;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A code flow that was begun (RFC 6749 section 4.1). It travels as the parameter {@code state}, sealed, and is kept nowhere
 * meanwhile.
 *
 * @param id random; the name under which it is spent
 * @param preSession the name in the cookie of the browser that began it [24]
 * @param from the session that the browser had when it began
 * @param links whether it is to link the provider's account to the user of that session
 */
record AuthorizationState(
        String id,
        String provider,
        ReturnTarget returnTo,
        Instant endsAt,
        String preSession,
        Optional<SessionRef> from,
        boolean links) {

    Map<String, String> members() {
        Map<String, String> members = new HashMap<>();
        members.put("id", id);
        members.put("provider", provider);
        members.put("returnTo", returnTo.text());
        members.put("endsAt", endsAt.toString());
        members.put("visitor", preSession);
        members.put("links", Boolean.toString(links));
        from.ifPresent(ref -> {
            members.put("user", ref.userId());
            members.put("session", ref.sessionId());
        });
        return members;
    }

    /** The state with these members; empty if something else was sealed. */
    static Optional<AuthorizationState> of(Map<String, String> members) {
        if (!members.containsKey("visitor")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new AuthorizationState(
                    members.getOrDefault("id", ""),
                    members.getOrDefault("provider", ""),
                    ReturnTarget.parse(members.getOrDefault("returnTo", "")).orElse(ReturnTarget.HOME),
                    Instant.parse(members.getOrDefault("endsAt", "")),
                    members.getOrDefault("visitor", ""),
                    Optional.ofNullable(members.get("session"))
                            .map(session -> new SessionRef(members.getOrDefault("user", ""), session)),
                    Boolean.parseBoolean(members.get("links"))));
        } catch (DateTimeException ofAnotherVersion) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "AuthorizationState for " + provider;
    }
}
