package dev.sallyport.social;

import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Finds a provider's endpoints by its metadata (OpenID Connect Discovery section 4), unless settings name them all. */
final class Discovery {

    /** A provider that does not answer has not moved. */
    private static final Duration KEPT = Duration.ofDays(365);

    private final Provider provider;
    private final ProviderHttp calls;
    private final Optional<Endpoints> configured;
    private final CachedDocument<Endpoints> published;

    Discovery(Provider provider, ProviderHttp calls, Clock clock) {
        this.provider = provider;
        this.calls = calls;
        this.configured = Endpoints.configured(provider);
        this.published = new CachedDocument<>(provider.id() + ": the metadata", clock, KEPT, this::ask);
    }

    Endpoints endpoints() throws SocialException {
        return configured.isPresent() ? configured.get() : published.get();
    }

    private Endpoints ask() throws SocialException {
        String address = provider.issuer().replaceFirst("/$", "") + "/.well-known/openid-configuration";
        Answer answer = calls.send(new HTTPRequest(HTTPRequest.Method.GET, URI.create(address)));
        return Endpoints.discovered(provider, answer.document(provider.id() + ": the metadata document"));
    }
}
