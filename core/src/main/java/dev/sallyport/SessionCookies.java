package dev.sallyport;

import dev.sallyport.SallyportConfig.CookieNames;
import dev.sallyport.session.Transport;
import dev.sallyport.token.CsrfTokens;
import dev.sallyport.token.Devices;
import dev.sallyport.web.Cookies;
import dev.sallyport.web.SetCookie;
import dev.sallyport.web.SetCookie.Attributes;
import dev.sallyport.web.SetCookie.SameSite;
import java.time.Duration;
import java.time.Instant;
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
     *
     * @throws RefusedException if it is larger than browsers keep
     */
    SetCookie access(String token, Duration sessionLeft) {
        if (!SetCookie.fits(names.access(), token, Optional.of(sessionLeft), ofSession())) {
            throw new RefusedException(Refusal.ACCESS_TOKEN_TOO_LARGE);
        }
        return sessionCookie(names.access(), token, Optional.of(sessionLeft));
    }

    /** The refresh token. */
    SetCookie refresh(String token, Duration sessionLeft) {
        return sessionCookie(names.refresh(), token, Optional.of(sessionLeft));
    }

    /** The name of somebody who has not signed in. */
    SetCookie visitor(String name, Optional<Duration> maxAge) {
        return new SetCookie(names.visitor(), name, maxAge, new Attributes(true, names.secure(), SameSite.LAX));
    }

    /** What a browser is known by from now on. A sign-out leaves it: it is for the next sign-in. */
    SetCookie device(String value) {
        return new SetCookie(
                names.device(),
                value,
                Optional.of(Devices.LIFETIME),
                new Attributes(true, names.secure(), SameSite.STRICT));
    }

    /** The id by which the browser that sent these is known at {@code account}. */
    Optional<String> knownDevice(Cookies presented, Devices devices, String account, Instant now) {
        return Optional.ofNullable(presented.value(names.device()))
                .flatMap(value -> devices.known(value, account, now));
    }

    /**
     * What a sign-in does to the cookies of before: the visitor's name must not live on in the session [8], nor an access
     * cookie beside a session that keeps its access token elsewhere.
     */
    List<SetCookie> endPast(Transport transport, Cookies presented) {
        List<SetCookie> ended = new ArrayList<>();
        if (presented.value(names.visitor()) != null) {
            ended.add(visitor("", NOW));
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
    CsrfGrant csrfFor(String binding, List<String> cookieLines, Optional<Duration> maxAge) {
        String held = Cookies.read(cookieLines, List.of(csrfName)).value(csrfName);
        if (held != null && csrf.matches(held, binding)) {
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
