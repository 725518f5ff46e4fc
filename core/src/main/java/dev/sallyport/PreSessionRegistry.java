package dev.sallyport;

import dev.sallyport.config.SallyportConfig;
import dev.sallyport.config.SallyportConfig.CookieNames;
import dev.sallyport.revocation.Revocations;
import dev.sallyport.token.OneTimeValue;
import dev.sallyport.token.PreSessions;
import dev.sallyport.web.SetCookie;
import dev.sallyport.web.SetCookie.Attributes;
import dev.sallyport.web.SetCookie.SameSite;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The names of browsers in which nobody is signed in yet, each good for one sign-in [8]. */
final class PreSessionRegistry {

    /** Long enough to find a password; the spent ones must be remembered for as long. */
    private static final Duration LIFETIME = Duration.ofHours(4);

    private final PreSessions names = new PreSessions(LIFETIME);
    private final Revocations spent = new Revocations(LIFETIME);
    private final CookieNames cookies;

    PreSessionRegistry(SallyportConfig config) {
        this.cookies = config.cookies();
    }

    /** The name in the request's cookie, while it holds and nobody has signed in with it. */
    Optional<String> nameIn(RequestContext context) {
        return Optional.ofNullable(context.credentials().cookies().value(cookies.visitor()))
                .filter(name -> names.isLive(name, context.now()))
                .filter(name -> !spent.contains(name));
    }

    String issue(Instant now) {
        return names.issue(now);
    }

    SetCookie cookie(String name) {
        return new SetCookie(
                cookies.visitor(), name, Optional.empty(), new Attributes(true, cookies.secure(), SameSite.LAX));
    }

    /** What the store keeps of a name that was spent. */
    OneTimeValue once(String name) {
        return names.once(name);
    }

    /** This node knows from now on that somebody has signed in with the name. */
    void spend(String name, Instant now) {
        spent.add(name, now);
    }
}
