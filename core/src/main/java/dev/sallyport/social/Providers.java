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

    private final Map<String, Desk> desks = new LinkedHashMap<>();

    /**
     * These providers, in this order.
     *
     * @param clock what tokens' times are compared with
     */
    public Providers(List<Provider> providers, Clock clock) {
        if (providers.isEmpty()) {
            return;
        }
        var client = Calls.client();
        for (Provider provider : providers) {
            if (desks.put(provider.id(), new Desk(provider, client, clock)) != null) {
                throw new IllegalArgumentException("two providers have the id " + provider.id());
            }
        }
    }

    /** All of them. */
    public List<Provider> all() {
        return desks.values().stream().map(Desk::provider).toList();
    }

    /** The one with this id. */
    public Optional<Provider> named(String id) {
        return Optional.ofNullable(desks.get(id)).map(Desk::provider);
    }

    /**
     * Where to send a browser so that its user signs in there: the code flow (RFC 6749 section 4.1) with PKCE by S256
     * (RFC 7636), state and, for OpenID, nonce [24]; where the flow wants recent proof, a provider that can is asked for it.
     */
    public URI authorizationRequest(Provider provider, Flow flow) throws SocialException {
        return desk(provider).authorizationRequest(flow);
    }

    /**
     * Who came back: checks the answer's state and issuer (RFC 9207), spends the code and judges what it gave [24] [25], and
     * when they proved who they are, if the flow limits that [35].
     *
     * @param callbackParameters all parameters that the provider sent the browser back with
     */
    public Proven identify(Provider provider, Flow flow, Map<String, String> callbackParameters)
            throws SocialException {
        return desk(provider).identify(flow, callbackParameters);
    }

    /** Whom a client's evidence proves, if it was made for us [25] [26]. */
    public Proven identify(Provider provider, Evidence evidence) throws SocialException {
        return desk(provider).identify(evidence);
    }

    private Desk desk(Provider provider) {
        Desk desk = desks.get(provider.id());
        if (desk == null) {
            throw new IllegalArgumentException("not one of these providers: " + provider.id());
        }
        return desk;
    }
}
