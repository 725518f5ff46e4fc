package dev.sallyport.token;

import dev.sallyport.key.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Names for people who have not signed in yet: a value for their CSRF token to be bound to, so that nobody can be signed in
 * as someone else [8]. A name is {@code id.end}; it says nothing about the person and proves nothing.
 */
public final class PreSessions {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}\\.[0-9]{10,11}");
    private static final int ID_LENGTH = 22;

    private final Duration lifetime;

    /** Names that hold for {@code lifetime}. */
    public PreSessions(Duration lifetime) {
        this.lifetime = lifetime;
    }

    /** A new name. */
    public String issue(Instant now) {
        return Secrets.randomId() + "." + now.plus(lifetime).getEpochSecond();
    }

    /**
     * Whether {@code name} may still be used. One that claims to hold longer than we issue them was made up, and would ask us
     * to remember its end for as long.
     */
    public boolean isLive(String name, Instant now) {
        if (!FORM.matcher(name).matches()) {
            return false;
        }
        Instant end = end(name);
        return now.isBefore(end) && !end.isAfter(now.plus(lifetime));
    }

    /** A live name as what is good for one sign-in. */
    public OneTimeValue once(String name) {
        return OneTimeValue.of("visitor", name, end(name));
    }

    private static Instant end(String name) {
        return Instant.ofEpochSecond(Long.parseLong(name.substring(ID_LENGTH + 1)));
    }
}
