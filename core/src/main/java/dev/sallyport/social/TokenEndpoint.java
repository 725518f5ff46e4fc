package dev.sallyport.social;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Spends codes (RFC 6749 section 4.1.3). */
final class TokenEndpoint {

    /** What a code was worth. */
    record Tokens(Optional<String> idToken, Optional<String> accessToken) {

        @Override
        public String toString() {
            return "Tokens";
        }
    }

    private final Provider provider;
    private final ProviderHttp calls;
    private final Clock clock;

    TokenEndpoint(Provider provider, ProviderHttp calls, Clock clock) {
        this.provider = provider;
        this.calls = calls;
        this.clock = clock;
    }

    Tokens spend(URI endpoint, String code, String redirectUri, String codeVerifier) throws SocialException {
        VisibleAscii.checked("code", code);
        HTTPRequest request = request(endpoint, code, redirectUri, codeVerifier);
        // GitHub answers with a form otherwise.
        request.setAccept("application/json");
        Map<String, Object> answer = calls.send(request).object(provider.id() + ": the token endpoint");
        return new Tokens(Claims.text(answer, "id_token"), Claims.text(answer, "access_token"));
    }

    private HTTPRequest request(URI endpoint, String code, String redirectUri, String codeVerifier)
            throws SocialException {
        try {
            var grant = new AuthorizationCodeGrant(
                    new AuthorizationCode(code), new URI(redirectUri), new CodeVerifier(codeVerifier));
            ClientID client = new ClientID(provider.clientId());
            Optional<ClientAuthentication> proof = proof(client);
            TokenRequest.Builder builder = proof.isPresent()
                    ? new TokenRequest.Builder(endpoint, proof.get(), grant)
                    : new TokenRequest.Builder(endpoint, client, grant);
            return builder.build().toHTTPRequest();
        } catch (java.net.URISyntaxException | IllegalArgumentException unfit) {
            throw SocialException.rejected(provider.id() + ": the redirect address or code verifier is not one");
        }
    }

    private Optional<ClientAuthentication> proof(ClientID client) {
        return switch (provider.clientAuthentication()) {
            case NONE -> Optional.empty();
            case BASIC -> Optional.of(new ClientSecretBasic(client, secret()));
            case POST -> Optional.of(new ClientSecretPost(client, secret()));
            case SIGNED_JWT ->
                Optional.of(new ClientSecretPost(client, new Secret(SignedSecret.make(provider, clock.instant()))));
        };
    }

    private Secret secret() {
        return new Secret(provider.text(ProviderSetting.CLIENT_SECRET));
    }
}
