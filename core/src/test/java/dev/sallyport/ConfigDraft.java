package dev.sallyport;

import dev.sallyport.SallyportConfig.Csrf;
import dev.sallyport.SallyportConfig.Format;
import dev.sallyport.SallyportConfig.Revocation;
import dev.sallyport.session.Transport;
import dev.sallyport.social.Provider;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What a test may change of the defaults on https, readable again by the model that it is compared with. */
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
    Csrf csrf = Csrf.DEFAULT;
    Set<String> anonymousPaths = Set.of();
    Optional<String> publicOrigin = Optional.empty();
    List<String> allowedOrigins = List.of();
    List<String> allowedPatterns = List.of();
    List<String> trustedProxies = List.of();
    List<Provider> social = List.of();
    boolean diagnostics = false;

    /** Names as an application might have them, unlike the neutral ones. */
    private static final Wording WORDING = new Wording() {

        @Override
        public String name(Setting setting) {
            return "sallyport." + setting.text().replaceAll("[A-Z]", "-$0").toLowerCase(Locale.ROOT);
        }
    };

    private Consumer<SallyportConfigBuilder> cookies = builder -> {};
    private Consumer<SallyportConfigBuilder> cors =
            builder -> builder.allowedHeaders(Set.of("Content-Type", "X-XSRF-TOKEN"));

    SallyportConfig build() {
        SallyportConfigBuilder builder = SallyportConfig.builder()
                .path(path)
                .transports(transports)
                .headerPrefixes(prefixes)
                .accessTokenFormats(formats)
                .accessTokenIssuer(issuer)
                .accessTokenAudience(audience)
                .accessTokenLifetime(accessLifetime)
                .accessTokenLeeway(leeway)
                .refreshTokenLifetime(sessionLifetime)
                .refreshTokenGrace(grace)
                .revocationMaxLag(revocation.maxLag())
                .revocationWhenStale(revocation.whenStale())
                .csrfCookieName(csrf.cookie())
                .csrfHeaderName(csrf.header())
                .anonymousPaths(anonymousPaths)
                .allowedOrigins(allowedOrigins)
                .allowedOriginPatterns(allowedPatterns)
                .trustedProxies(trustedProxies)
                .providers(social)
                .diagnostics(diagnostics)
                .wording(WORDING);
        idle.ifPresent(builder::refreshTokenIdle);
        publicOrigin.ifPresent(builder::publicOrigin);
        cookies.accept(builder);
        cors.accept(builder);
        return builder.build();
    }

    void secureCookies(boolean secure) {
        cookies = builder -> builder.secureCookies(secure);
    }

    void cookieNames(boolean secure, String access, String refresh, String visitor) {
        cookieNames(secure, access, refresh, visitor, "d");
    }

    void cookieNames(boolean secure, String access, String refresh, String visitor, String device) {
        cookies = builder -> builder.secureCookies(secure)
                .accessCookieName(access)
                .refreshCookieName(refresh)
                .visitorCookieName(visitor)
                .deviceCookieName(device);
    }

    void csrf(String cookie, String header) {
        csrf = new Csrf(cookie, header, Set.of());
    }

    void cors(Set<String> methods, Set<String> headers, Set<String> exposed, Duration maxAge) {
        cors = builder -> builder.allowedMethods(methods)
                .allowedHeaders(headers)
                .exposedHeaders(exposed)
                .corsMaxAge(maxAge);
    }
}
