package dev.sallyport.social;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import dev.sallyport.social.Choices.Reauthentication;
import dev.sallyport.social.SocialException.Failure;
import dev.sallyport.social.TokenEndpoint.Tokens;
import dev.sallyport.token.OneTimeValue;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Everything that is done with one provider. */
final class ProviderClient {

    private static final Profile NOTHING =
            new Profile(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Who is asked about what one kind of visitor brings: those who come back from the provider, and those who exchange. */
    private record Counter(TokenEndpoint tokenEndpoint, Users users) {}

    private final Provider provider;
    private final Clock clock;
    private final Discovery discovery;
    private final IdTokens idTokens;
    private final TokenChecks tokenChecks;
    private final Counter returning;
    private final Counter exchanging;

    ProviderClient(Provider provider, HttpClient client, Clock clock) {
        Supplier<ProviderHttp> calls = () -> new ProviderHttp(client, provider.id(), clock);
        Supplier<Counter> counter =
                () -> new Counter(new TokenEndpoint(provider, calls.get(), clock), new Users(provider, calls.get()));
        this.provider = provider;
        this.clock = clock;
        this.discovery = new Discovery(provider, calls.get(), clock);
        this.idTokens = new IdTokens(provider, calls.get(), clock);
        this.tokenChecks = new TokenChecks(provider, calls.get());
        this.returning = counter.get();
        this.exchanging = counter.get();
    }

    Provider provider() {
        return provider;
    }

    URI authorizationRequest(AuthorizationParameters flow) throws SocialException {
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
        if (asks(flow)) {
            // The one is what we check; the other, which anybody can strip on the way, has the provider ask even so.
            flow.maxAge().ifPresent(age -> request.customParameter("max_age", Long.toString(age.toSeconds())));
            request.customParameter("prompt", "login");
        }
        return request.build().toURI();
    }

    ProviderAuthentication identify(AuthorizationParameters flow, Map<String, String> parameters)
            throws SocialException {
        Endpoints endpoints = discovery.endpoints();
        Callback callback = new Callback(provider.id(), parameters);
        String code = callback.code(flow, endpoints);
        Tokens tokens =
                returning.tokenEndpoint().spend(endpoints.token(), code, flow.redirectUri(), flow.codeVerifier());
        ProviderAuthentication found =
                identify(returning.users(), endpoints, tokens, Optional.of(flow.nonce())::equals);
        requireRecent(flow, found);
        Profile shown = new Profile(Optional.empty(), Optional.empty(), callback.name(), Optional.empty());
        Identity who = found.identity();
        return new ProviderAuthentication(
                identity(who.issuer(), who.subject(), Claims.merged(who.profile(), shown)),
                found.authenticatedAt(),
                found.once());
    }

    private boolean asks(AuthorizationParameters flow) {
        return flow.maxAge().isPresent() && provider.reauthentication() == Reauthentication.MAX_AGE;
    }

    /** That it was asked for proves nothing: a provider may not know the question, and sign people in as ever [35]. */
    private void requireRecent(AuthorizationParameters flow, ProviderAuthentication found) throws SocialException {
        Optional<Instant> earliest = flow.maxAge().map(clock.instant()::minus);
        boolean recent = found.authenticatedAt()
                .filter(at -> earliest.filter(at::isBefore).isEmpty())
                .isPresent();
        if (asks(flow) && !recent) {
            throw new SocialException(
                    Failure.NOT_RECENT,
                    provider.id() + ": the ID token has no auth_time within the max_age that was asked for");
        }
    }

    ProviderAuthentication identify(ProviderCredential evidence) throws SocialException {
        if (evidence instanceof ProviderCredential.IdToken shown) {
            return byIdToken(shown);
        }
        // A code is spent where it was made, and what an access token is worth is asked each time.
        return evidence instanceof ProviderCredential.AccessToken shown
                ? proven(byAccessToken(shown.token()), Optional.empty(), Optional.empty())
                : byCode((ProviderCredential.Code) evidence);
    }

    private ProviderAuthentication proven(Identity identity, Optional<Instant> said, Optional<OneTimeValue> once) {
        boolean assumed = provider.reauthentication() == Reauthentication.ASSUMED;
        return new ProviderAuthentication(identity, assumed ? said.or(() -> Optional.of(clock.instant())) : said, once);
    }

    private ProviderAuthentication byIdToken(ProviderCredential.IdToken shown) throws SocialException {
        if (!provider.isOpenId()) {
            throw new SocialException(Failure.UNSUPPORTED, provider.id() + ": has no ID tokens");
        }
        var verified = idTokens.verify(discovery.endpoints(), shown.token(), shown.nonce()::equals, Optional.empty());
        return proven(
                identity(verified.issuer(), verified.subject(), Claims.profile(provider, verified.claims())),
                verified.authenticatedAt(),
                Optional.of(verified.once()));
    }

    private ProviderAuthentication byCode(ProviderCredential.Code shown) throws SocialException {
        Endpoints endpoints = discovery.endpoints();
        Tokens tokens = exchanging
                .tokenEndpoint()
                .spend(endpoints.token(), shown.code(), shown.redirectUri(), shown.codeVerifier());
        // Without a nonce of the client's the verifier alone binds the code to it, which RFC 9700 section 4.5.3 deems
        // enough.
        Predicate<Optional<String>> nonce =
                inToken -> shown.nonce().isEmpty() || shown.nonce().equals(inToken);
        return identify(exchanging.users(), endpoints, tokens, nonce);
    }

    private ProviderAuthentication identify(
            Users users, Endpoints endpoints, Tokens tokens, Predicate<Optional<String>> nonce) throws SocialException {
        if (provider.isOpenId()) {
            String token = VisibleAscii.checked("ID token", tokens.idToken());
            var verified = idTokens.verify(endpoints, token, nonce, tokens.accessToken());
            Profile profile = Claims.profile(provider, verified.claims());
            boolean whole = profile.name().isPresent()
                    && Claims.text(verified.claims(), provider.text(ProviderSetting.EMAIL_CLAIM))
                            .isPresent();
            Profile more = whole ? NOTHING : more(users, endpoints, tokens.accessToken(), verified.subject());
            Identity who = identity(verified.issuer(), verified.subject(), Claims.merged(profile, more));
            return proven(who, verified.authenticatedAt(), Optional.empty());
        }
        String token = VisibleAscii.checked("access token", tokens.accessToken());
        var user = users.ask(endpoints.userinfo().orElseThrow(), token);
        return proven(identity(provider.issuer(), user.subject(), user.profile()), Optional.empty(), Optional.empty());
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
        return identity(provider.issuer(), subject, more(exchanging.users(), endpoints, Optional.of(token), subject));
    }

    /** What userinfo tells of somebody who is known already: a word about somebody else is refused, silence is not. */
    private Profile more(Users users, Endpoints endpoints, Optional<String> accessToken, String subject)
            throws SocialException {
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
