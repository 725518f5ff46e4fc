package dev.sallyport.spring;

import dev.sallyport.InvalidConfigException;
import dev.sallyport.InvalidConfigException.InvalidProperty;
import dev.sallyport.SallyportConfig;
import dev.sallyport.SallyportConfig.CookieNames;
import dev.sallyport.SallyportConfig.Csrf;
import dev.sallyport.SallyportConfig.Origins;
import dev.sallyport.SallyportConfig.Transports;
import dev.sallyport.origin.Cors;
import dev.sallyport.session.Rotation;
import dev.sallyport.social.Provider;
import dev.sallyport.social.UnusableProviderException;
import dev.sallyport.token.AccessTokens;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The one place where properties meet the domain. */
final class PropertiesMapper {

    private PropertiesMapper() {}

    /**
     * The configuration that {@code properties} describe, for a server that itself speaks https or not.
     *
     * @param known what was found wrong with them already
     * @throws InvalidConfigException naming everything that is wrong
     */
    static SallyportConfig config(SallyportProperties properties, boolean serverIsHttps, List<InvalidProperty> known) {
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
                    .filter(problem ->
                            known.stream().noneMatch(named -> named.property().equals(problem.property())))
                    .forEach(problems::add);
        }
        throw new InvalidConfigException(problems);
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
        Csrf csrf = new Csrf(
                properties.csrf().cookieName(),
                properties.csrf().headerName(),
                Set.copyOf(properties.csrf().anonymousPaths()));
        Transports transports =
                new Transports(properties.transports(), properties.header().prefixes());
        return new SallyportConfig(
                properties.path(),
                transports,
                accessToken(properties.accessToken()),
                refreshToken(properties.refreshToken()),
                new SallyportConfig.Revocation(
                        properties.revocation().maxLag(),
                        properties.revocation().whenStale()),
                cookies(properties, serverIsHttps),
                csrf,
                origins(properties, Origins.rulesFor(csrf, transports)),
                social,
                properties.diagnostics());
    }

    private static SallyportConfig.AccessToken accessToken(SallyportProperties.AccessToken access) {
        return new SallyportConfig.AccessToken(
                access.format(),
                new AccessTokens.Settings(access.issuer(), access.audience(), access.lifetime(), access.leeway()));
    }

    private static SallyportConfig.RefreshToken refreshToken(SallyportProperties.RefreshToken refresh) {
        Rotation rotation = new Rotation(refresh.grace(), Optional.ofNullable(refresh.idle()));
        return new SallyportConfig.RefreshToken(refresh.lifetime(), rotation);
    }

    private static CookieNames cookies(SallyportProperties properties, boolean serverIsHttps) {
        SallyportProperties.Cookie cookie = properties.cookie();
        CookieNames defaults = CookieNames.defaults(isSecure(properties, serverIsHttps));
        return new CookieNames(
                defaults.secure(),
                cookie.sameSite(),
                Objects.requireNonNullElse(cookie.accessName(), defaults.access()),
                Objects.requireNonNullElse(cookie.refreshName(), defaults.refresh()),
                Objects.requireNonNullElse(cookie.visitorName(), defaults.visitor()),
                Objects.requireNonNullElse(cookie.deviceName(), defaults.device()));
    }

    private static boolean isSecure(SallyportProperties properties, boolean serverIsHttps) {
        @Nullable Boolean said = properties.cookie().secure();
        if (said != null) {
            return said;
        }
        String origin = properties.publicOrigin();
        if (origin == null) {
            // Who has a proxy in front has TLS there; the other guess would send cookies in the clear.
            return serverIsHttps || !properties.trustedProxies().isEmpty();
        }
        return origin.startsWith("https:");
    }

    private static Origins origins(SallyportProperties properties, Cors.Rules defaults) {
        SallyportProperties.Cors cors = properties.cors();
        Set<String> headers = cors.allowedHeaders() == null ? defaults.headers() : Set.copyOf(cors.allowedHeaders());
        return new Origins(
                Optional.ofNullable(properties.publicOrigin()),
                cors.allowedOrigins(),
                cors.allowedOriginPatterns(),
                properties.trustedProxies(),
                new Cors.Rules(
                        Set.copyOf(cors.allowedMethods()),
                        headers,
                        Set.copyOf(cors.exposedHeaders()),
                        cors.allowCredentials(),
                        cors.maxAge(),
                        cors.allowPrivateNetwork()));
    }
}
