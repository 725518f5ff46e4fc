package dev.sallyport.social;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.Map;

/** Everything that is done with one provider. */
@org.jspecify.annotations.NullUnmarked
final class Desk {
    private final Provider provider;

    Desk(Provider provider, HttpClient client, Clock clock) {
        this.provider = provider;
    }

    Provider provider() {
        return provider;
    }

    URI authorizationRequest(Flow flow) throws SocialException {
        if (!provider.id().isEmpty()) {
            throw new SocialException(SocialException.Failure.UNSUPPORTED, provider.id());
        }
        return null;
    }

    Identity identify(Flow flow, Map<String, String> parameters) throws SocialException {
        if (!provider.id().isEmpty()) {
            throw new SocialException(SocialException.Failure.UNSUPPORTED, provider.id());
        }
        return null;
    }

    Identity identify(Evidence evidence) throws SocialException {
        if (!provider.id().isEmpty()) {
            throw new SocialException(SocialException.Failure.UNSUPPORTED, provider.id());
        }
        return null;
    }
}
