package dev.sallyport.spring.property;

import dev.sallyport.config.InvalidConfigException;
import dev.sallyport.config.InvalidConfigException.InvalidProperty;
import dev.sallyport.config.SallyportConfig;
import dev.sallyport.config.SallyportConfigBuilder;
import dev.sallyport.social.Provider;
import dev.sallyport.social.UnusableProviderException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The one place where properties meet the domain. */
public final class PropertiesMapper {

    private PropertiesMapper() {}

    /**
     * The configuration that {@code properties} describe, for a server that itself speaks https or not.
     *
     * @param known what was found wrong with them already
     * @throws InvalidConfigException naming everything that is wrong
     */
    public static SallyportConfig config(
            SallyportProperties properties, boolean serverIsHttps, List<InvalidProperty> known) {
        List<InvalidProperty> problems = new ArrayList<>(known);
        problems.addAll(KeySettings.problems(properties));
        problems.addAll(refused(properties));
        List<Provider> social = social(properties.social(), problems);
        try {
            SallyportConfig config = map(properties, social, serverIsHttps);
            if (problems.isEmpty()) {
                return config;
            }
        } catch (InvalidConfigException wrong) {
            wrong.problems().stream()
                    .filter(problem -> known.stream().noneMatch(named -> says(named, problem)))
                    .forEach(problems::add);
        }
        throw new InvalidConfigException(problems);
    }

    /** Of a list that has a blank entry, the others may be wrong as well. */
    private static boolean says(InvalidProperty named, InvalidProperty other) {
        boolean isSeen = other.value().isBlank() || other.value().equals(named.value());
        return named.property().equals(other.property())
                && (isSeen || named.value().equals(PropertyCheck.HIDDEN));
    }

    /** What can be told of values that the core never sees, or has a name so that somebody who sets it hears why not. */
    private static List<InvalidProperty> refused(SallyportProperties properties) {
        List<InvalidProperty> problems = new ArrayList<>();
        if (properties.cookie().domain() != null) {
            problems.add(
                    new InvalidProperty(
                            "sallyport.cookie.domain",
                            properties.cookie().domain(),
                            "every host under a Domain is sent the cookies and may plant its own, so there is none: leave it out "
                                    + "and serve page and API under one host, or list the page's origin in sallyport.cors.allowed-origins"));
        }
        if (properties.signIn().turns() < 1) {
            problems.add(InvalidProperty.with(
                    "sallyport.sign-in.at-once", properties.signIn().turns(), "must be 1 or more, or left out"));
        }
        if (properties.audit().retention().isNegative()) {
            problems.add(InvalidProperty.with(
                    "sallyport.audit.retention", properties.audit().retention(), "must be 0s or longer, such as 90d"));
        }
        if (properties.audit().frequentRows() < 1) {
            problems.add(InvalidProperty.with(
                    "sallyport.audit.frequent-rows",
                    properties.audit().frequentRows(),
                    "must be 1 or more; sallyport.audit.retention=0s keeps no events at all"));
        }
        return problems;
    }

    private static List<Provider> social(Map<String, Map<String, String>> written, List<InvalidProperty> problems) {
        List<Provider> providers = new ArrayList<>();
        written.forEach((id, settings) -> {
            try {
                providers.add(Provider.read(id, strongest(settings)));
            } catch (UnusableProviderException wrong) {
                wrong.problems()
                        .forEach(problem -> problems.add(new InvalidProperty(
                                "sallyport.social." + id + "." + problem.setting(),
                                problem.value(),
                                problem.reason())));
            }
        });
        return providers;
    }

    /** An environment variable spells a setting in its own way, and goes before a file: sources come in their order. */
    private static Map<String, String> strongest(Map<String, String> settings) {
        Map<String, String> byName = new LinkedHashMap<>();
        Set<String> known = new HashSet<>();
        settings.forEach((name, value) -> {
            if (known.add(name.replaceAll("[-._]", "").toLowerCase(Locale.ROOT))) {
                byName.put(name, value);
            }
        });
        return byName;
    }

    private static SallyportConfig map(SallyportProperties properties, List<Provider> social, boolean serverIsHttps) {
        SallyportConfigBuilder builder = SallyportConfig.builder()
                .path(properties.path())
                .transports(properties.transports())
                .headerPrefixes(properties.header().prefixes())
                .revocationMaxLag(properties.revocation().maxLag())
                .revocationWhenStale(properties.revocation().whenStale())
                .recentSignIn(properties.recentSignIn())
                .csrfCookieName(properties.csrf().cookieName())
                .csrfHeaderName(properties.csrf().headerName())
                .anonymousPaths(properties.csrf().anonymousPaths())
                .trustedProxies(properties.trustedProxies())
                .providers(social)
                .diagnostics(properties.diagnostics())
                .wording(new StarterWording());
        given(properties.publicOrigin(), builder::publicOrigin);
        accessToken(properties.accessToken(), builder);
        refreshToken(properties.refreshToken(), builder);
        cookies(properties.cookie(), builder.secureCookies(isSecure(properties, serverIsHttps)));
        cors(properties.cors(), builder);
        return builder.build();
    }

    private static void accessToken(SallyportProperties.AccessToken access, SallyportConfigBuilder builder) {
        builder.accessTokenFormats(access.format())
                .accessTokenIssuer(access.issuer())
                .accessTokenAudience(access.audience())
                .accessTokenLifetime(access.lifetime())
                .accessTokenLeeway(access.leeway());
    }

    private static void refreshToken(SallyportProperties.RefreshToken refresh, SallyportConfigBuilder builder) {
        builder.refreshTokenLifetime(refresh.lifetime()).refreshTokenGrace(refresh.grace());
        given(refresh.idle(), builder::refreshTokenIdle);
    }

    private static void cookies(SallyportProperties.Cookie cookie, SallyportConfigBuilder builder) {
        builder.cookieSameSite(cookie.sameSite());
        given(cookie.accessName(), builder::accessCookieName);
        given(cookie.refreshName(), builder::refreshCookieName);
        given(cookie.visitorName(), builder::visitorCookieName);
        given(cookie.deviceName(), builder::deviceCookieName);
    }

    private static void cors(SallyportProperties.Cors cors, SallyportConfigBuilder builder) {
        builder.allowedOrigins(cors.allowedOrigins())
                .allowedOriginPatterns(cors.allowedOriginPatterns())
                .allowedMethods(cors.allowedMethods())
                .exposedHeaders(cors.exposedHeaders())
                .allowCredentials(cors.allowCredentials())
                .corsMaxAge(cors.maxAge())
                .allowPrivateNetwork(cors.allowPrivateNetwork());
        given(cors.allowedHeaders(), builder::allowedHeaders);
    }

    /** A property that was left out keeps the builder's default. */
    private static <T> void given(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }

    private static boolean isSecure(SallyportProperties properties, boolean serverIsHttps) {
        @Nullable Boolean said = properties.cookie().secure();
        if (said != null) {
            return said;
        }
        String origin = properties.publicOrigin();
        if (origin == null) {
            // A proxy in front most often ends TLS; the other guess would send cookies in the clear.
            return serverIsHttps || !properties.trustedProxies().isEmpty();
        }
        return origin.startsWith("https:");
    }
}
