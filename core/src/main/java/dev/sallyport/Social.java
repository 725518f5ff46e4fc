package dev.sallyport;

import dev.sallyport.social.Provider;
import dev.sallyport.social.ProviderCredential;
import dev.sallyport.social.ReturnTarget;
import dev.sallyport.token.Secrets;
import dev.sallyport.web.Reply;
import dev.sallyport.web.Reply.Header;
import dev.sallyport.web.Request;
import dev.sallyport.web.SetCookie;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

    /** Long enough to find one's telephone. */
    private static final Duration LONGEST_TRIP = Duration.ofHours(1);

    /** RFC 8176 has no word for it; this is what others call a federated sign-in. */
    static final List<String> FEDERATED = List.of("fed");

    /**
     * What a client exchanges.
     *
     * @param transport how the tokens are to travel; empty for the default
     * @param evidence what it got from the provider
     */
    public record Exchange(Optional<String> transport, ProviderCredential evidence) {}

    private record Wish(Provider provider, Exchange exchange) {}

    private record AuthorizationRedirect(String location, List<SetCookie> cookies) {

        /** Without the place, which has the state in its query. */
        @Override
        public String toString() {
            return "Departure";
        }
    }

    private final Wiring wiring;
    private final Entrance entrance;
    private final SignInEndpoint signingIn;
    private final Abroad abroad;
    private final CallbackEndpoint arriving;
    private final ExchangeEndpoint exchanging;
    private final LinkedIdentities linking;

    Social(SallyportConfig config, Wiring wiring, Entrance entrance, SignInEndpoint signingIn) {
        this.wiring = wiring;
        this.entrance = entrance;
        this.signingIn = signingIn;
        this.abroad = Abroad.of(config, wiring);
        this.arriving = new CallbackEndpoint(wiring, signingIn, abroad);
        this.exchanging = new ExchangeEndpoint(wiring, signingIn, abroad);
        this.linking = new LinkedIdentities(wiring, abroad.providers());
    }

    /** {@code GET social}: by which providers one can sign in. */
    public Reply list() {
        return Reply.of(
                200, abroad.providers().all().stream().map(Social::listed).toList());
    }

    /**
     * {@code GET social/provider/start}: sends the browser to the provider. Whom a page of another site leads here is to be
     * asked first, and is refused until then ({@code cross_site}): nobody is to find themselves signed in as they did not wish,
     * and the cookies of the session that is to end have stayed behind [18].
     */
    public Reply start(Request request, String provider, Optional<String> returnTo) {
        Reply reply = entrance.answer(request, CredentialSources.TRIP, context -> {
            signingIn.transportOfPages();
            Provider known = abroad.provider(provider);
            ReturnTarget target = target(returnTo);
            wiring.doors().requireNavigationOfOurs(request);
            Optional<SessionRef> from = wiring.identities().liveSession(context);
            AuthorizationRedirect departure = depart(context, known, target, from, false);
            return seeOther(departure.location(), departure.cookies());
        });
        ReturnTarget target = returnTo.flatMap(ReturnTarget::parse).orElse(ReturnTarget.HOME);
        return reply.status() < 400 ? reply : withWayBack(reply, provider, target, true);
    }

    /**
     * {@code POST social/provider/link}: where to send the browser so that the account there is linked to the caller's.
     *
     * @param returnTo reads the body, once the first door is open; it may throw {@link RefusedException}
     */
    public Reply link(Request request, String provider, Supplier<Optional<String>> returnTo) {
        return entrance.answer(
                request,
                returnTo,
                read -> CredentialSources.ACCOUNT,
                (context, read) -> entrance.asCaller(context, caller -> {
                    linking.requireRecentProof(context, caller);
                    AuthorizationRedirect departure = depart(
                            context, abroad.provider(provider), target(read), Optional.of(SessionRef.of(caller)), true);
                    return Reply.of(200, Map.of("location", departure.location()))
                            .with(Replies.NO_STORE)
                            .with(departure.cookies());
                }));
    }

    /**
     * {@code GET social/provider/callback}: the browser is back. A refusal says, beside the usual members, where the person
     * can start again ({@code startAgain}) and where they came from ({@code returnTo}).
     *
     * @param parameters what the provider sent it back with, each name once
     */
    public Reply callback(Request request, String provider, Map<String, String> parameters) {
        Optional<AuthorizationState> trip = abroad.trips().open(parameters);
        Reply reply = entrance.answer(
                request,
                CredentialSources.TRIP,
                context -> arriving.arrive(context, abroad.provider(provider), trip, parameters));
        // A link is begun with both doors open, which no address can do.
        boolean canStart = trip.filter(AuthorizationState::links).isEmpty();
        ReturnTarget target = trip.map(AuthorizationState::returnTo).orElse(ReturnTarget.HOME);
        return reply.status() < 400 ? reply : withWayBack(reply, provider, target, canStart);
    }

    /**
     * {@code POST social/provider/callback}: some providers let the browser bring the answer in a form. That is another site's
     * POST, to which no cookie of ours comes; so nothing is decided here, the browser is sent to bring it by GET.
     */
    public Reply formPost(Request request, String provider, Map<String, String> form) {
        return entrance.attempt(request, () -> {
            if (!abroad.provider(provider).comesBackByPost()) {
                throw new RefusedException(Refusal.METHOD_NOT_ALLOWED);
            }
            String query =
                    abroad.trips().query(form).orElseThrow(() -> new RefusedException(Refusal.PAYLOAD_TOO_LARGE));
            return seeOther(abroad.trips().path(provider, "callback") + "?" + query, List.of());
        });
    }

    /**
     * {@code POST social/provider/exchange}: signs in with what the client got from the provider itself.
     *
     * @param wish reads the body, once the first door is open; it may throw {@link RefusedException}
     */
    public Reply exchange(Request request, String provider, Supplier<Exchange> wish) {
        return entrance.answer(
                request,
                () -> new Wish(abroad.provider(provider), wish.get()),
                wished -> signingIn.endpoint(wished.exchange().transport()),
                (context, wished) -> exchanging.exchange(context, wished.provider(), wished.exchange()));
    }

    /**
     * {@code GET social/nonce}: what a page has a provider's own kit put into the ID token that it will exchange for cookies.
     */
    public Reply nonce(Request request) {
        return entrance.answer(request, CredentialSources.TRIP, exchanging::nonce);
    }

    /** {@code GET identities}: what is linked to the caller's account. */
    public Reply identities(Request request) {
        return entrance.answerCaller(request, (context, caller) -> linking.list(caller));
    }

    /** {@code DELETE identities/id}: removes a link, unless it is the last way in. */
    public Reply unlink(Request request, String id) {
        return entrance.answerCaller(request, (context, caller) -> linking.unlink(context, caller, id));
    }

    /** Forgets a user's links: call it when they are deleted, or the same person can never come back as somebody new. */
    public void forget(String userId) {
        wiring.parts().links().forget(userId);
    }

    private static Map<String, String> listed(Provider provider) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("id", provider.id());
        body.put("name", provider.name());
        return body;
    }

    private AuthorizationRedirect depart(
            RequestContext context,
            Provider provider,
            ReturnTarget returnTo,
            Optional<SessionRef> from,
            boolean links) {
        Optional<String> known = wiring.identities().visitor(context);
        String visitor = known.orElseGet(() -> wiring.tokens().visitors().issue(context.now()));
        AuthorizationState trip = new AuthorizationState(
                Secrets.randomId(), provider.id(), returnTo, context.now().plus(LONGEST_TRIP), visitor, from, links);
        var flow = abroad.trips().flow(trip, abroad.trips().seal(trip), context.request());
        String location = abroad.answers()
                .of(provider, () -> abroad.providers().authorizationRequest(provider, flow))
                .toString();
        return new AuthorizationRedirect(
                location,
                known.isPresent() ? List.of() : List.of(wiring.cookies().visitor(visitor, Optional.empty())));
    }

    private static ReturnTarget target(Optional<String> returnTo) {
        return returnTo.map(text -> ReturnTarget.parse(text)
                        .orElseThrow(() -> new RefusedException(
                                Refusal.MALFORMED_REQUEST,
                                "returnTo must be a path on this server, such as /account.")))
                .orElse(ReturnTarget.HOME);
    }

    private Reply withWayBack(Reply refusal, String provider, ReturnTarget returnTo, boolean canStart) {
        Map<String, Object> members = new LinkedHashMap<>();
        ((Map<?, ?>) refusal.body()).forEach((name, value) -> members.put(String.valueOf(name), value));
        members.put("returnTo", returnTo.text());
        abroad.providers().named(provider).ifPresent(known -> {
            members.put("provider", known.name());
            // Whoever starts again meets the same wrong setting.
            if (canStart && !Refusal.PROVIDER_MISCONFIGURED.code().equals(members.get("code"))) {
                members.put(
                        "startAgain", abroad.trips().path(provider, "start") + "?returnTo=" + encoded(returnTo.text()));
            }
        });
        return new Reply(refusal.status(), refusal.headers(), refusal.cookies(), members);
    }

    /**
     * The page that follows must not tell anybody the address with the code in it. And an opener policy counts on the way,
     * too: with any other, the page that opened a window for the provider would be told that it was closed.
     */
    static Reply seeOther(String location, List<SetCookie> cookies) {
        return new Reply(
                303,
                List.of(
                        new Header("Location", location),
                        Replies.NO_STORE,
                        new Header("Referrer-Policy", "no-referrer"),
                        new Header("Cross-Origin-Opener-Policy", "unsafe-none")),
                cookies,
                Map.of());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
