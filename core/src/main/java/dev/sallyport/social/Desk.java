package dev.sallyport.social;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import dev.sallyport.social.SocialException.Failure;
import dev.sallyport.social.TokenEndpoint.Tokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Everything that is done with one provider. */
final class Desk {

    private static final Profile NOTHING =
            new Profile(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private final Provider provider;
    private final Discovery discovery;
    private final TokenEndpoint tokenEndpoint;
    private final IdTokens idTokens;
    private final TokenChecks tokenChecks;
    private final Users users;

    Desk(Provider provider, HttpClient client, Clock clock) {
        Calls calls = new Calls(client, provider.id(), clock);
        this.provider = provider;
        this.discovery = new Discovery(provider, calls, clock);
        this.tokenEndpoint = new TokenEndpoint(provider, calls, clock);
        this.idTokens = new IdTokens(provider, calls, clock);
        this.tokenChecks = new TokenChecks(provider, calls);
        this.users = new Users(provider, calls);
    }

    Provider provider() {
        return provider;
    }

    URI authorizationRequest(Flow flow) throws SocialException {
        AuthorizationRequest.Builder request = new AuthorizationRequest.Builder(
                        ResponseType.CODE, new ClientID(provider.clientId()))
                .endpointURI(discovery.endpoints().authorization())
                .redirectionURI(URI.create(flow.redirectUri()))
                .state(new State(flow.state()))
                .codeChallenge(new CodeVerifier(flow.codeVerifier()), CodeChallengeMethod.S256);
        if (!provider.scopes().isEmpty()) {
            request.scope(new Scope(provider.scopes().toArray(String[]::new)));
        }
        if (provider.comesBackByPost()) {
            request.responseMode(ResponseMode.FORM_POST);
        }
        if (provider.isOpenId()) {
            request.customParameter("nonce", flow.nonce());
        }
        return request.build().toURI();
    }

    Identity identify(Flow flow, Map<String, String> parameters) throws SocialException {
        Endpoints endpoints = discovery.endpoints();
        Callback callback = new Callback(provider.id(), parameters);
        String code = callback.code(flow, endpoints);
        Tokens tokens = tokenEndpoint.spend(endpoints.token(), code, flow.redirectUri(), flow.codeVerifier());
        Identity found = identify(endpoints, tokens, Optional.of(flow.nonce())::equals);
        Profile shown = new Profile(Optional.empty(), Optional.empty(), callback.name(), Optional.empty());
        return identity(found.issuer(), found.subject(), Claims.merged(found.profile(), shown));
    }

    Proven identify(Evidence evidence) throws SocialException {
        if (evidence instanceof Evidence.IdToken shown) {
            return byIdToken(shown);
        }
        // A code is spent where it was made, and what an access token is worth is asked each time.
        Identity found = evidence instanceof Evidence.AccessToken shown
                ? byAccessToken(shown.token())
                : byCode((Evidence.Code) evidence);
        return new Proven(found, Optional.empty());
    }

    private Proven byIdToken(Evidence.IdToken shown) throws SocialException {
        if (!provider.isOpenId()) {
            throw new SocialException(Failure.UNSUPPORTED, provider.id() + ": has no ID tokens");
        }
        var verified = idTokens.verify(discovery.endpoints(), shown.token(), shown.nonce()::equals, Optional.empty());
        return new Proven(
                identity(verified.issuer(), verified.subject(), Claims.profile(provider, verified.claims())),
                Optional.of(verified.once()));
    }

    private Identity byCode(Evidence.Code shown) throws SocialException {
        Endpoints endpoints = discovery.endpoints();
        Tokens tokens = tokenEndpoint.spend(endpoints.token(), shown.code(), shown.redirectUri(), shown.codeVerifier());
        // Without a nonce of the client's the verifier alone binds the code to it, which RFC 9700 section 4.5.3 deems
        // enough.
        Predicate<Optional<String>> nonce =
                inToken -> shown.nonce().isEmpty() || shown.nonce().equals(inToken);
        return identify(endpoints, tokens, nonce);
    }

    private Identity identify(Endpoints endpoints, Tokens tokens, Predicate<Optional<String>> nonce)
            throws SocialException {
        if (provider.isOpenId()) {
            String token = Wording.checked("ID token", tokens.idToken());
            var verified = idTokens.verify(endpoints, token, nonce, tokens.accessToken());
            Profile profile = Claims.profile(provider, verified.claims());
            boolean whole = profile.name().isPresent()
                    && Claims.text(verified.claims(), provider.text(Setting.EMAIL_CLAIM))
                            .isPresent();
            Profile more = whole ? NOTHING : more(endpoints, tokens.accessToken(), verified.subject());
            return identity(verified.issuer(), verified.subject(), Claims.merged(profile, more));
        }
        String token = Wording.checked("access token", tokens.accessToken());
        var user = users.ask(endpoints.userinfo().orElseThrow(), token);
        return identity(provider.issuer(), user.subject(), user.profile());
    }

    private Identity byAccessToken(String token) throws SocialException {
        if (!provider.takesAccessTokens()) {
            throw new SocialException(
                    Failure.UNSUPPORTED, provider.id() + ": has no token-check, so it takes no access tokens");
        }
        Endpoints endpoints = discovery.endpoints();
        if (endpoints.issuers().isShared()) {
            throw new SocialException(
                    Failure.UNSUPPORTED, provider.id() + ": an access token does not say which tenant it is of");
        }
        String subject = tokenChecks.subject(endpoints, token);
        return identity(provider.issuer(), subject, more(endpoints, Optional.of(token), subject));
    }

    /** What userinfo tells of somebody who is known already: a word about somebody else is refused, silence is not. */
    private Profile more(Endpoints endpoints, Optional<String> accessToken, String subject) throws SocialException {
        if (endpoints.userinfo().isEmpty() || accessToken.isEmpty()) {
            return NOTHING;
        }
        Users.User user;
        try {
            user = users.ask(endpoints.userinfo().get(), accessToken.get());
        } catch (SocialException silent) {
            return NOTHING;
        }
        if (!user.subject().equals(subject)) {
            throw SocialException.rejected(provider.id() + ": userinfo speaks of somebody else");
        }
        return user.profile();
    }

    private Identity identity(String issuer, String subject, Profile profile) {
        return new Identity(provider.id(), issuer, subject, profile);
    }
}
