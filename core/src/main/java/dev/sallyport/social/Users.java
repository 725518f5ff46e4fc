package dev.sallyport.social;

import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Asks who an access token speaks for (OpenID Connect Core section 5.3, and what others have in its place). */
final class Users {

    private final Provider provider;
    private final ProviderHttp calls;

    Users(Provider provider, ProviderHttp calls) {
        this.provider = provider;
        this.calls = calls;
    }

    /** Who somebody is by the userinfo endpoint, and what it tells. */
    record User(String subject, Profile profile) {}

    User ask(URI userinfo, String accessToken) throws SocialException {
        Map<String, Object> claims = calls.send(bearer(userinfo, accessToken)).object(provider.id() + ": userinfo");
        String subject = Claims.subject(claims, provider.text(ProviderSetting.SUBJECT_CLAIM))
                .orElseThrow(() -> SocialException.rejected(provider.id() + ": userinfo names no usable subject"));
        Profile profile = Claims.profile(provider, claims);
        return new User(subject, withEmail(profile, accessToken));
    }

    private Profile withEmail(Profile profile, String accessToken) {
        Optional<String> emails = provider.get(ProviderSetting.EMAILS_ENDPOINT);
        if (emails.isEmpty()) {
            return profile;
        }
        Optional<String> email = Optional.empty();
        try {
            email = calls.send(bearer(URI.create(emails.get()), accessToken)).list(provider.id() + ": emails").stream()
                    .filter(entry -> Boolean.TRUE.equals(entry.get("primary")))
                    .filter(entry -> Boolean.TRUE.equals(entry.get("verified")))
                    .findFirst()
                    .flatMap(entry -> Claims.text(entry, "email"));
        } catch (SocialException without) {
            // The person is known already. Not every app may see the addresses.
        }
        return new Profile(profile.username(), email, profile.name(), profile.picture());
    }

    private static HTTPRequest bearer(URI endpoint, String accessToken) throws SocialException {
        HTTPRequest request = new HTTPRequest(HTTPRequest.Method.GET, endpoint);
        request.setAuthorization("Bearer " + VisibleAscii.checked("access token", accessToken));
        return request;
    }
}
