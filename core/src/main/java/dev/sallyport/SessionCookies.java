package dev.sallyport;

import dev.sallyport.SallyportConfig.CookieNames;
import dev.sallyport.token.CsrfTokens;
import dev.sallyport.web.Cookies;
import dev.sallyport.web.SetCookie;
import dev.sallyport.web.SetCookie.Attributes;
import dev.sallyport.web.SetCookie.SameSite;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The Set-Cookie lines of the HTTP contract. */
final class SessionCookies {

    /** A CSRF token for the page, and the cookie to set where the browser does not hold that token yet. */
    record CsrfGrant(String token, List<SetCookie> cookies) {}

    private static final Optional<Duration> NOW = Optional.of(Duration.ZERO);

    private final CookieNames names;
    private final String csrfName;
    private final CsrfTokens csrf;

    SessionCookies(SallyportConfig config, CsrfTokens csrf) {
        this.names = config.cookies();
        this.csrfName = config.csrf().cookie();
        this.csrf = csrf;
    }

    /**
     * The tokens. Both cookies live as long as the session may: the access cookie outlasts its token on purpose, so that
     * an expired token is told apart from an absent one. The server judges the token, never the browser's clock [4].
     */
    List<SetCookie> tokens(String access, String refresh, Duration sessionLeft) {
        return List.of(
                sessionCookie(names.access(), access, Optional.of(sessionLeft)),
                sessionCookie(names.refresh(), refresh, Optional.of(sessionLeft)));
    }

    /** The name of somebody who has not signed in. */
    SetCookie visitor(String name, Optional<Duration> maxAge) {
        return new SetCookie(names.visitor(), name, maxAge, new Attributes(true, names.secure(), SameSite.LAX));
    }

    /** What a sign-in does to the visitor's cookie: the name must not live on in the session [8]. */
    List<SetCookie> endVisitor(Cookies presented) {
        return presented.value(names.visitor()) == null ? List.of() : List.of(visitor("", NOW));
    }

    /** What a sign-out leaves: nothing. */
    List<SetCookie> endSession() {
        return List.of(sessionCookie(names.access(), "", NOW), sessionCookie(names.refresh(), "", NOW), csrf("", NOW));
    }

    /** The token the browser holds where it was made for {@code binding}, else a new one. */
    CsrfGrant csrfFor(String binding, List<String> cookieLines, Optional<Duration> maxAge) {
        String held = Cookies.read(cookieLines, List.of(csrfName)).value(csrfName);
        if (held != null && csrf.matches(held, binding)) {
            return new CsrfGrant(held, List.of());
        }
        String token = csrf.issue(binding);
        return new CsrfGrant(token, List.of(csrf(token, maxAge)));
    }

    private SetCookie sessionCookie(String name, String value, Optional<Duration> maxAge) {
        return new SetCookie(name, value, maxAge, new Attributes(true, names.secure(), names.sameSite()));
    }

    private SetCookie csrf(String value, Optional<Duration> maxAge) {
        return new SetCookie(csrfName, value, maxAge, new Attributes(false, names.secure(), SameSite.STRICT));
    }
}
