package dev.sallyport;

import dev.sallyport.SallyportConfig.CookieNames;
import dev.sallyport.SallyportConfig.Csrf;
import dev.sallyport.SallyportConfig.Format;
import dev.sallyport.SallyportConfig.Origins;
import dev.sallyport.SallyportConfig.Revocation;
import dev.sallyport.origin.Cors;
import dev.sallyport.session.Rotation;
import dev.sallyport.session.Transport;
import dev.sallyport.social.Provider;
import dev.sallyport.token.AccessTokens;
import dev.sallyport.web.SetCookie.SameSite;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The defaults on https, to change one at a time. */
final class ConfigDraft {

    String path = "/auth";
    List<Transport> transports = List.of(Transport.COOKIE);
    List<String> prefixes = List.of("JWT", "Bearer");
    List<Format> formats = List.of(Format.JWT);
    String issuer = "sallyport";
    String audience = "sallyport";
    Duration accessLifetime = Duration.ofMinutes(5);
    Duration leeway = Duration.ZERO;
    Duration sessionLifetime = Duration.ofDays(7);
    Duration grace = Duration.ofSeconds(30);
    Optional<Duration> idle = Optional.empty();
    Revocation revocation = Revocation.DEFAULT;
    CookieNames cookies = CookieNames.defaults(true);
    Csrf csrf = Csrf.DEFAULT;
    Set<String> anonymousPaths = Set.of();
    Optional<String> publicOrigin = Optional.empty();
    List<String> allowedOrigins = List.of();
    List<String> allowedPatterns = List.of();
    List<String> trustedProxies = List.of();
    Cors.Rules cors = Origins.rulesFor(Csrf.DEFAULT, SallyportConfig.Transports.DEFAULT);

    List<Provider> social = List.of();
    boolean diagnostics = false;

    SallyportConfig build() {
        return new SallyportConfig(
                path,
                new SallyportConfig.Transports(transports, prefixes),
                new SallyportConfig.AccessToken(
                        formats, new AccessTokens.Settings(issuer, audience, accessLifetime, leeway)),
                new SallyportConfig.RefreshToken(sessionLifetime, new Rotation(grace, idle)),
                revocation,
                cookies,
                new Csrf(csrf.cookie(), csrf.header(), anonymousPaths),
                new Origins(publicOrigin, allowedOrigins, allowedPatterns, trustedProxies, cors),
                social,
                diagnostics);
    }

    void cookieNames(boolean secure, String access, String refresh, String visitor) {
        cookieNames(secure, access, refresh, visitor, "d");
    }

    void cookieNames(boolean secure, String access, String refresh, String visitor, String device) {
        cookies = new CookieNames(secure, SameSite.STRICT, access, refresh, visitor, device);
    }

    void cors(Set<String> methods, Set<String> headers, Set<String> exposed, Duration maxAge) {
        cors = new Cors.Rules(methods, headers, exposed, true, maxAge, false);
    }
}
