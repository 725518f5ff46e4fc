package dev.sallyport.config;

import dev.sallyport.config.SallyportConfig.Csrf;
import dev.sallyport.config.SallyportConfig.Format;
import dev.sallyport.config.SallyportConfig.Revocation;
import dev.sallyport.session.Transport;
import dev.sallyport.social.Provider;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What a test may change of the defaults on https, readable again by the model that it is compared with. */
public final class ConfigDraft {

    public String path = "/auth";
    public List<Transport> transports = List.of(Transport.COOKIE);
    public List<String> prefixes = List.of("JWT", "Bearer");
    public List<Format> formats = List.of(Format.JWT);
    public String issuer = "sallyport";
    public String audience = "sallyport";
    public Duration accessLifetime = Duration.ofMinutes(5);
    public Duration leeway = Duration.ZERO;
    public Duration sessionLifetime = Duration.ofDays(7);
    public Duration grace = Duration.ofSeconds(30);
    public Optional<Duration> idle = Optional.empty();
    public Revocation revocation = Revocation.DEFAULT;
    public Csrf csrf = Csrf.DEFAULT;
    public Set<String> anonymousPaths = Set.of();
    public Optional<String> publicOrigin = Optional.empty();
    public List<String> allowedOrigins = List.of();
    public List<String> allowedPatterns = List.of();
    public List<String> trustedProxies = List.of();
    public List<Provider> social = List.of();
    public boolean diagnostics = false;

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

    public SallyportConfig build() {
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

    public void secureCookies(boolean secure) {
        cookies = builder -> builder.secureCookies(secure);
    }

    public void cookieNames(boolean secure, String access, String refresh, String visitor) {
        cookieNames(secure, access, refresh, visitor, "d");
    }

    public void cookieNames(boolean secure, String access, String refresh, String visitor, String device) {
        cookies = builder -> builder.secureCookies(secure)
                .accessCookieName(access)
                .refreshCookieName(refresh)
                .visitorCookieName(visitor)
                .deviceCookieName(device);
    }

    public void csrf(String cookie, String header) {
        csrf = new Csrf(cookie, header, Set.of());
    }

    public void cors(Set<String> methods, Set<String> headers, Set<String> exposed, Duration maxAge) {
        cors = builder -> builder.allowedMethods(methods)
                .allowedHeaders(headers)
                .exposedHeaders(exposed)
                .corsMaxAge(maxAge);
    }
}
