package dev.sallyport;

import dev.sallyport.config.SallyportConfig;
import dev.sallyport.config.SallyportConfig.CookieNames;
import dev.sallyport.session.Transport;
import dev.sallyport.token.CsrfTokens;
import dev.sallyport.web.Cookies;
import dev.sallyport.web.SetCookie;
import dev.sallyport.web.SetCookie.Attributes;
import dev.sallyport.web.SetCookie.SameSite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The Set-Cookie lines of the HTTP contract. */
final class SessionCookies {

    /** A CSRF token for the page, and the cookie to set where the browser does not hold that token yet. */
    record CsrfGrant(String token, List<SetCookie> cookies) {

        @Override
        public String toString() {
            return "CsrfGrant";
        }
    }

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
     * The access token. Its cookie lives as long as the session may and so outlasts the token on purpose: an expired token is
     * told apart from an absent one. The server judges the token, never the browser's clock [4].
     * Empty if the cookie would be larger than browsers keep.
     */
    Optional<SetCookie> access(String token, Duration sessionLeft) {
        return SetCookie.fits(names.access(), token, Optional.of(sessionLeft), ofSession())
                ? Optional.of(sessionCookie(names.access(), token, Optional.of(sessionLeft)))
                : Optional.empty();
    }

    /** The refresh token. */
    SetCookie refresh(String token, Duration sessionLeft) {
        return sessionCookie(names.refresh(), token, Optional.of(sessionLeft));
    }

    /**
     * What a sign-in does to the cookies of before: the visitor's name must not live on in the session [8], nor an access
     * cookie beside a session that keeps its access token elsewhere.
     */
    List<SetCookie> endPast(Transport transport, Cookies presented) {
        if (!transport.keepsRefreshInCookie()) {
            return List.of();
        }
        List<SetCookie> ended = new ArrayList<>();
        if (presented.value(names.visitor()) != null) {
            ended.add(new SetCookie(names.visitor(), "", NOW, new Attributes(true, names.secure(), SameSite.LAX)));
        }
        if (!transport.keepsAccessInCookie() && presented.value(names.access()) != null) {
            ended.add(sessionCookie(names.access(), "", NOW));
        }
        return ended;
    }

    /** What a sign-out leaves: nothing. A session that was never given a cookie has none to lose. */
    List<SetCookie> endSession(Transport transport) {
        if (transport == Transport.HEADER) {
            return List.of();
        }
        return List.of(sessionCookie(names.access(), "", NOW), sessionCookie(names.refresh(), "", NOW), csrf("", NOW));
    }

    /** The token the browser holds where it was made for {@code binding}, else a new one. */
    CsrfGrant csrfFor(RequestContext context, String binding, Optional<Duration> maxAge) {
        List<String> lines = context.request().headers().lines("Cookie");
        String held = Cookies.read(lines, List.of(csrfName)).value(csrfName);
        // The token in the header is most often the same one, and has been checked.
        boolean isKnownGood =
                context.csrfToken().filter(good -> good.equals(held)).isPresent();
        if (held != null && (isKnownGood || csrf.matches(held, binding))) {
            return new CsrfGrant(held, List.of());
        }
        String token = csrf.issue(binding);
        return new CsrfGrant(token, List.of(csrf(token, maxAge)));
    }

    private SetCookie sessionCookie(String name, String value, Optional<Duration> maxAge) {
        return new SetCookie(name, value, maxAge, ofSession());
    }

    private Attributes ofSession() {
        return new Attributes(true, names.secure(), names.sameSite());
    }

    private SetCookie csrf(String value, Optional<Duration> maxAge) {
        return new SetCookie(csrfName, value, maxAge, new Attributes(false, names.secure(), SameSite.STRICT));
    }
}
