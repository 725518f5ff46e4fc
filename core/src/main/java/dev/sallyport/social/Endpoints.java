package dev.sallyport.social;

import com.nimbusds.jose.JWSAlgorithm;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a provider is asked what, and how it signs.
 *
 * @param namesIssuer whether its answers always name their issuer (RFC 9207)
 */
record Endpoints(
        URI authorization,
        URI token,
        Optional<URI> userinfo,
        Optional<URI> introspection,
        Optional<URI> jwks,
        Set<JWSAlgorithm> algorithms,
        boolean namesIssuer,
        Issuers issuers) {

    /**
     * Public-key signatures that need nothing beside the JDK. Neither none nor an HMAC, whose key a forger might know, is
     * among them, whatever metadata say [13].
     */
    static final Set<JWSAlgorithm> USABLE = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    /** Those of a provider whose settings say it all, if they do. */
    static Optional<Endpoints> configured(Provider provider) {
        boolean whole = provider.get(ProviderSetting.AUTHORIZATION_ENDPOINT).isPresent()
                && provider.get(ProviderSetting.TOKEN_ENDPOINT).isPresent()
                && (!provider.isOpenId()
                        || provider.get(ProviderSetting.JWKS_URI).isPresent());
        if (!whole) {
            return Optional.empty();
        }
        Issuers issuers = provider.isOpenId()
                ? new Issuers(provider.issuer(), provider.issuer(), false)
                : Issuers.ofOrigin(provider.issuer());
        return Optional.of(new Endpoints(
                provider.endpoint(ProviderSetting.AUTHORIZATION_ENDPOINT),
                provider.endpoint(ProviderSetting.TOKEN_ENDPOINT),
                provider.get(ProviderSetting.USERINFO_ENDPOINT).map(URI::create),
                provider.get(ProviderSetting.TOKEN_CHECK_ENDPOINT).map(Endpoints::withoutGap),
                provider.get(ProviderSetting.JWKS_URI).map(URI::create),
                USABLE,
                false,
                issuers));
    }

    /** Those that metadata name (OpenID Connect Discovery section 3), where settings do not say otherwise. */
    static Endpoints discovered(Provider provider, Map<String, Object> metadata) throws SocialException {
        Issuers issuers = Claims.text(metadata, "issuer")
                .flatMap(named -> Issuers.of(provider.issuer(), named))
                .orElseThrow(() -> SocialException.misconfigured(provider.id() + ": its metadata say "
                        + shown(metadata.get("issuer")) + " where the issuer is set to " + provider.issuer()
                        + "; the two must be the same, letter for letter"));
        Set<JWSAlgorithm> algorithms = algorithms(metadata);
        if (algorithms.isEmpty()) {
            throw SocialException.misconfigured(provider.id() + ": signs with no algorithm that can be used");
        }
        return new Endpoints(
                required(provider, ProviderSetting.AUTHORIZATION_ENDPOINT, metadata, "authorization_endpoint"),
                required(provider, ProviderSetting.TOKEN_ENDPOINT, metadata, "token_endpoint"),
                endpoint(provider, ProviderSetting.USERINFO_ENDPOINT, metadata, "userinfo_endpoint"),
                endpoint(provider, ProviderSetting.TOKEN_CHECK_ENDPOINT, metadata, "introspection_endpoint"),
                Optional.of(required(provider, ProviderSetting.JWKS_URI, metadata, "jwks_uri")),
                algorithms,
                Boolean.TRUE.equals(metadata.get("authorization_response_iss_parameter_supported")),
                issuers);
    }

    /** What the provider wrote may be anything. */
    private static String shown(@Nullable Object issuer) {
        return issuer instanceof String text && text.matches("[A-Za-z0-9:/._~{}%-]{1,200}") ? text : "something else";
    }

    private static Set<JWSAlgorithm> algorithms(Map<String, Object> metadata) {
        Object named = metadata.getOrDefault("id_token_signing_alg_values_supported", List.of("RS256"));
        List<?> names = named instanceof List<?> list ? list : List.of();
        return USABLE.stream()
                .filter(algorithm -> names.contains(algorithm.getName()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static URI required(Provider provider, ProviderSetting setting, Map<String, Object> metadata, String member)
            throws SocialException {
        return endpoint(provider, setting, metadata, member)
                .orElseThrow(() -> SocialException.misconfigured(provider.id() + ": the metadata lack " + member));
    }

    private static Optional<URI> endpoint(
            Provider provider, ProviderSetting setting, Map<String, Object> metadata, String member)
            throws SocialException {
        Optional<String> configured = provider.get(setting);
        if (configured.isPresent()) {
            return configured.map(Endpoints::withoutGap);
        }
        Optional<String> named = Claims.text(metadata, member);
        if (named.isEmpty()) {
            return Optional.empty();
        }
        boolean local = provider.issuer().startsWith("http:");
        if (Addresses.problem(named.get()).isPresent()
                || (!local && !named.get().startsWith("https:"))) {
            throw SocialException.misconfigured(provider.id() + ": the metadata name no safe " + member);
        }
        return named.map(URI::create);
    }

    /** GitHub's token check has a gap in its address, which {@link TokenChecks} fills. */
    private static URI withoutGap(String address) {
        return URI.create(address.replace("{client_id}", ""));
    }
}
