package dev.sallyport.social;

import java.time.Duration;
import java.util.Optional;

/**
 * One trip to a provider and back. All but the first are random and used for one trip only [24].
 *
 * @param redirectUri where the provider sends the browser back to, as registered there
 * @param state comes back with the answer (RFC 6749 section 10.12)
 * @param nonce comes back in the ID token (OpenID Connect Core section 3.1.2.1)
 * @param codeVerifier proves that whoever spends the code began the trip (RFC 7636), 43 to 128 characters
 * @param maxAge how long ago the person may at most have proved there who they are, where that matters
 */
public record AuthorizationParameters(
        String redirectUri, String state, String nonce, String codeVerifier, Optional<Duration> maxAge) {

    @Override
    public String toString() {
        return "Flow to " + redirectUri;
    }
}
