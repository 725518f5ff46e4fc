package dev.sallyport;

import dev.sallyport.config.SallyportConfig;
import dev.sallyport.social.Provider;
import dev.sallyport.social.ProviderCredential;
import dev.sallyport.social.Providers;
import dev.sallyport.social.ReturnTarget;
import dev.sallyport.social.SocialStore;
import dev.sallyport.token.SealedTokens;
import dev.sallyport.web.Reply;
import dev.sallyport.web.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sign-in by other providers, exchanged for a session of our own: the code flow for browsers, and what a client got from a
 * provider itself. The endpoints of the HTTP contract under {@code social} and {@code identities}; as with {@link Sallyport}, no
 * method throws for bad input.
 */
public final class Social {

    /**
     * What a client exchanges.
     *
     * @param transport how the tokens are to travel; empty for the default
     * @param evidence what it got from the provider
     */
    public record Exchange(Optional<String> transport, ProviderCredential evidence) {}

    private record Wish(Provider provider, Exchange exchange) {}

    private final EndpointRunner runner;
    private final ProviderGateway providers;
    private final StateCodec states;
    private final StartEndpoint start;
    private final CallbackEndpoint callback;
    private final SignInEndpoint signIn;
    private final ExchangeEndpoint exchange;
    private final LinkedIdentities identities;
    private final SocialStore links;

    Social(SallyportConfig config, Components c, SocialStore links, SignInEndpoint signIn, SessionOpener opener) {
        this.runner = c.runner;
        this.links = links;
        this.signIn = signIn;
        this.providers = new ProviderGateway(new Providers(config.social(), c.clock), c.observer, c.clock);
        RecentProof recent = new RecentProof(config.recentSignIn());
        this.states = new StateCodec(new SealedTokens(c.master.derive("social"), "social"), config.path(), recent);
        FederatedAccounts accounts = new FederatedAccounts(links, c.accounts, c.events);
        this.start = new StartEndpoint(c.origins, c.lookup, c.preSessions, signIn, providers, states, recent);
        this.callback = new CallbackEndpoint(
                signIn, opener, c.lookup, c.preSessions, c.sessions, links, providers, states, accounts, c.clock);
        this.exchange = new ExchangeEndpoint(signIn, c.lookup, c.preSessions, providers, states, accounts, c.clock);
        this.identities = new LinkedIdentities(links, c.accounts, c.events, providers, recent);
    }

    /** {@code GET social}: by which providers one can sign in. */
    public Reply list() {
        return Reply.of(200, providers.all().stream().map(Social::listed).toList());
    }

    /**
     * {@code GET social/provider/start}: sends the browser to the provider. Whom a page of another site leads here is to be
     * asked first, and is refused until then ({@code cross_site}): nobody is to find themselves signed in as they did not wish,
     * and the cookies of the session that is to end have stayed behind [18].
     */
    public Reply start(Request request, String provider, Optional<String> returnTo) {
        Reply reply =
                runner.run(request, CredentialSources.CODE_FLOW, context -> start.handle(context, provider, returnTo));
        ReturnTarget target = returnTo.flatMap(ReturnTarget::parse).orElse(ReturnTarget.HOME);
        return reply.status() < 400 ? reply : withWayBack(reply, provider, target, true);
    }

    /**
     * {@code POST social/provider/link}: where to send the browser so that the account there is linked to the caller's.
     *
     * @param returnTo reads the body, once the first door is open; it may throw {@link RefusedException}
     */
    public Reply link(Request request, String provider, Supplier<Optional<String>> returnTo) {
        return runner.run(
                request,
                returnTo,
                read -> CredentialSources.ACCOUNT,
                (context, read) ->
                        runner.requireCaller(context, caller -> start.link(context, caller, provider, read)));
    }

    /**
     * {@code GET social/provider/callback}: the browser is back. A refusal says, beside the usual members, where the person
     * can start again ({@code startAgain}) and where they came from ({@code returnTo}).
     *
     * @param parameters what the provider sent it back with, each name once
     */
    public Reply callback(Request request, String provider, Map<String, String> parameters) {
        Optional<AuthorizationState> state = states.open(parameters);
        Reply reply = runner.run(
                request,
                CredentialSources.CODE_FLOW,
                context -> callback.handle(context, providers.provider(provider), state, parameters));
        // A link is begun with both doors open, which no address can do.
        boolean canStart = state.filter(AuthorizationState::links).isEmpty();
        ReturnTarget target = state.map(AuthorizationState::returnTo).orElse(ReturnTarget.HOME);
        return reply.status() < 400 ? reply : withWayBack(reply, provider, target, canStart);
    }

    /**
     * {@code POST social/provider/callback}: some providers let the browser bring the answer in a form. That is another site's
     * POST, to which no cookie of ours comes; so nothing is decided here, the browser is sent to bring it by GET.
     */
    public Reply formPost(Request request, String provider, Map<String, String> form) {
        return runner.replyOrProblem(request, () -> {
            if (!providers.provider(provider).comesBackByPost()) {
                throw new RefusedException(Refusal.METHOD_NOT_ALLOWED);
            }
            String query = states.query(form).orElseThrow(() -> new RefusedException(Refusal.PAYLOAD_TOO_LARGE));
            return Redirects.seeOther(states.path(provider, "callback") + "?" + query, List.of());
        });
    }

    /**
     * {@code POST social/provider/exchange}: signs in with what the client got from the provider itself.
     *
     * @param wish reads the body, once the first door is open; it may throw {@link RefusedException}
     */
    public Reply exchange(Request request, String provider, Supplier<Exchange> wish) {
        return runner.run(
                request,
                () -> new Wish(providers.provider(provider), wish.get()),
                wished -> signIn.sources(wished.exchange().transport()),
                (context, wished) -> exchange.handle(
                        context,
                        wished.provider(),
                        wished.exchange().transport(),
                        wished.exchange().evidence()));
    }

    /**
     * {@code GET social/nonce}: what a page has a provider's own kit put into the ID token that it will exchange for cookies.
     */
    public Reply nonce(Request request) {
        return runner.run(request, CredentialSources.CODE_FLOW, exchange::nonce);
    }

    /** {@code GET identities}: what is linked to the caller's account. */
    public Reply identities(Request request) {
        return runner.runForCaller(request, (context, caller) -> identities.list(caller));
    }

    /** {@code DELETE identities/id}: removes a link, unless it is the last way in. */
    public Reply unlink(Request request, String id) {
        return runner.runForCaller(request, (context, caller) -> identities.unlink(context, caller, id));
    }

    /** Forgets a user's links: call it when they are deleted, or the same person can never come back as somebody new. */
    public void forget(String userId) {
        links.forget(userId);
    }

    private static Map<String, String> listed(Provider provider) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("id", provider.id());
        body.put("name", provider.name());
        return body;
    }

    private Reply withWayBack(Reply refusal, String provider, ReturnTarget returnTo, boolean canStart) {
        Map<String, Object> members = new LinkedHashMap<>();
        ((Map<?, ?>) refusal.body()).forEach((name, value) -> members.put(String.valueOf(name), value));
        members.put("returnTo", returnTo.text());
        providers.named(provider).ifPresent(known -> {
            members.put("provider", known.name());
            // A second start would meet the same wrong setting.
            if (canStart && !Refusal.PROVIDER_MISCONFIGURED.code().equals(members.get("code"))) {
                members.put("startAgain", states.path(provider, "start") + "?returnTo=" + encoded(returnTo.text()));
            }
        });
        return new Reply(refusal.status(), refusal.headers(), refusal.cookies(), members);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
