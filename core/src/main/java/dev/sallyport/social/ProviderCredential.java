package dev.sallyport.social;

import java.util.Optional;

/** What a client got from a provider itself and shows as proof of who uses it. */
public sealed interface ProviderCredential {

    /** An ID token. The nonce must be the one in the token; a token without one needs none. */
    record IdToken(String token, Optional<String> nonce) implements ProviderCredential {
        @Override
        public String toString() {
            return "IdToken";
        }
    }

    /** An access token. It proves nothing before the provider said for whom it was minted [26]. */
    record AccessToken(String token) implements ProviderCredential {
        @Override
        public String toString() {
            return "AccessToken";
        }
    }

    /** A code of the code flow that the client ran, with what it began the flow with. */
    record Code(String code, String codeVerifier, String redirectUri, Optional<String> nonce)
            implements ProviderCredential {
        @Override
        public String toString() {
            return "Code for " + redirectUri;
        }
    }
}
