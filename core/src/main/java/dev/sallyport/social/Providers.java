package dev.sallyport.social;

import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configured providers and what is said with them. Nothing is asked of a provider before somebody signs in with it, and
 * a provider that is down or slow holds up only its own people, each for a few seconds. Threads may share it.
 */
public final class Providers {

    private final Map<String, ProviderClient> desks = new LinkedHashMap<>();

    /**
     * These providers, in this order.
     *
     * @param clock what tokens' times are compared with
     */
    public Providers(List<Provider> providers, Clock clock) {
        if (providers.isEmpty()) {
            return;
        }
        var client = ProviderHttp.client();
        for (Provider provider : providers) {
            if (desks.put(provider.id(), new ProviderClient(provider, client, clock)) != null) {
                throw new IllegalArgumentException("two providers have the id " + provider.id());
            }
        }
    }

    /** All of them. */
    public List<Provider> all() {
        return desks.values().stream().map(ProviderClient::provider).toList();
    }

    /** The one with this id. */
    public Optional<Provider> named(String id) {
        return Optional.ofNullable(desks.get(id)).map(ProviderClient::provider);
    }

    /**
     * Where to send a browser so that its user signs in there: the code flow (RFC 6749 section 4.1) with PKCE by S256
     * (RFC 7636), state and, for OpenID, nonce [24]; where the flow wants recent proof, a provider that can is asked for it.
     */
    public URI authorizationRequest(Provider provider, AuthorizationParameters flow) throws SocialException {
        return desk(provider).authorizationRequest(flow);
    }

    /**
     * Who came back: checks the answer's state and issuer (RFC 9207), spends the code and judges what it gave [24] [25], and
     * when they proved who they are, if the flow limits that [35].
     *
     * @param callbackParameters all parameters that the provider sent the browser back with
     */
    public ProviderAuthentication identify(
            Provider provider, AuthorizationParameters flow, Map<String, String> callbackParameters)
            throws SocialException {
        return desk(provider).identify(flow, callbackParameters);
    }

    /** The person that a client's credential proves, if it was made for us [25] [26]. */
    public ProviderAuthentication identify(Provider provider, ProviderCredential evidence) throws SocialException {
        return desk(provider).identify(evidence);
    }

    private ProviderClient desk(Provider provider) {
        ProviderClient desk = desks.get(provider.id());
        if (desk == null) {
            throw new IllegalArgumentException("not one of these providers: " + provider.id());
        }
        return desk;
    }
}
