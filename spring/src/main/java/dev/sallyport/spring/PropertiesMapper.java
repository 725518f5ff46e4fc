package dev.sallyport.spring;

import dev.sallyport.InvalidConfigException;
import dev.sallyport.InvalidConfigException.Problem;
import dev.sallyport.SallyportConfig;
import dev.sallyport.SallyportConfig.CookieNames;
import dev.sallyport.SallyportConfig.CsrfNames;
import dev.sallyport.SallyportConfig.Origins;
import dev.sallyport.origin.Cors;
import dev.sallyport.session.Rotation;
import dev.sallyport.token.AccessTokens;
import java.util.ArrayList;
import java.util.List;
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
     * @throws InvalidConfigException naming everything that is wrong
     */
    static SallyportConfig config(SallyportProperties properties, boolean serverIsHttps) {
        List<Problem> problems = new ArrayList<>(notOffered(properties));
        problems.addAll(KeySettings.problems(properties));
        try {
            SallyportConfig config = map(properties, serverIsHttps);
            if (problems.isEmpty()) {
                return config;
            }
        } catch (InvalidConfigException wrong) {
            problems.addAll(wrong.problems());
        }
        throw new InvalidConfigException(problems);
    }

    /** What the design names and this version lacks must stop the start: ignored, it would leave less than was asked for. */
    private static List<Problem> notOffered(SallyportProperties properties) {
        SallyportProperties.AccessToken access = properties.accessToken();
        List<Problem> problems = new ArrayList<>();
        if (!properties.transports().equals(List.of("cookie"))) {
            String asked = String.join(",", properties.transports());
            problems.add(new Problem("sallyport.transports", asked, "this version offers cookie only"));
        }
        if (!access.format().equals("jwt")) {
            problems.add(new Problem("sallyport.access-token.format", access.format(), "this version offers jwt only"));
        }
        return problems;
    }

    private static SallyportConfig map(SallyportProperties properties, boolean serverIsHttps) {
        CsrfNames csrf =
                new CsrfNames(properties.csrf().cookieName(), properties.csrf().headerName());
        return new SallyportConfig(
                properties.path(),
                accessToken(properties.accessToken()),
                refreshToken(properties.refreshToken()),
                cookies(properties, serverIsHttps),
                csrf,
                origins(properties, csrf));
    }

    private static AccessTokens.Settings accessToken(SallyportProperties.AccessToken access) {
        return new AccessTokens.Settings(access.issuer(), access.audience(), access.lifetime(), access.leeway());
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
                Objects.requireNonNullElse(cookie.visitorName(), defaults.visitor()));
    }

    private static boolean isSecure(SallyportProperties properties, boolean serverIsHttps) {
        @Nullable Boolean said = properties.cookie().secure();
        if (said != null) {
            return said;
        }
        String origin = properties.publicOrigin();
        return origin == null ? serverIsHttps : origin.startsWith("https:");
    }

    private static Origins origins(SallyportProperties properties, CsrfNames csrf) {
        SallyportProperties.Cors cors = properties.cors();
        Set<String> headers =
                cors.allowedHeaders() == null ? Origins.rulesFor(csrf).headers() : Set.copyOf(cors.allowedHeaders());
        return new Origins(
                Optional.ofNullable(properties.publicOrigin()),
                cors.allowedOrigins(),
                new Cors.Rules(
                        Set.copyOf(cors.allowedMethods()),
                        headers,
                        Set.copyOf(cors.exposedHeaders()),
                        cors.allowCredentials(),
                        cors.maxAge()));
    }
}
