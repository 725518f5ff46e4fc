package dev.sallyport;

import dev.sallyport.SecurityEvent.Kind;
import dev.sallyport.session.RefreshTokenFamily;
import dev.sallyport.session.Session;
import dev.sallyport.session.Transport;
import dev.sallyport.social.ProviderAuthentication;
import dev.sallyport.token.OneTimeValue;
import dev.sallyport.token.RefreshToken;
import dev.sallyport.token.Secrets;
import dev.sallyport.web.DeviceName;
import dev.sallyport.web.Reply;
import dev.sallyport.web.SetCookie;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Opens sessions. */
final class SignInEndpoint {

    private final Wiring wiring;
    private final List<Transport> enabled;
    private final Duration sessionLifetime;

    SignInEndpoint(Wiring wiring, SallyportConfig config) {
        this.wiring = wiring;
        this.enabled = config.transports().enabled();
        this.sessionLifetime = config.refreshToken().lifetime();
    }

    /**
     * Who somebody proved to be.
     *
     * @param at when they proved it; a provider may have been shown it long ago [35]
     * @param once what proved it, where that is good once only
     */
    record Proof(User user, Instant at, Optional<OneTimeValue> once) {

        /** By what a provider says, which may be nothing: then it was not recent, whatever for. */
        static Proof of(User user, ProviderAuthentication proven) {
            return new Proof(user, proven.authenticatedAt().orElse(Instant.EPOCH), proven.once());
        }
    }

    Reply signIn(RequestContext context, SignIn wish) {
        Optional<String> device = wish.account()
                .flatMap(account -> wiring.cookies()
                        .knownDevice(context.cookies(), wiring.tokens().devices(), account, context.now()));
        Reply signedIn = signIn(context, wish.transport(), wish.methods(), boundTo -> {
            User user =
                    wish.proof().apply(device).orElseThrow(() -> new RefusedException(Refusal.CREDENTIALS_REJECTED));
            return new Proof(user, wiring.now(), Optional.empty());
        });
        return signedIn.with(remembered(wish));
    }

    /**
     * From now on the browser is known. Not so where the tokens travel in no cookie: that needs no token against other sites, and
     * one of them could put its own account in the place of the owner's.
     */
    private List<SetCookie> remembered(SignIn wish) {
        return wish
                .account()
                .filter(account -> transport(wish.transport()).keepsRefreshInCookie())
                .map(account -> wiring.tokens().devices().issue(account, wiring.now()))
                .map(wiring.cookies()::device)
                .stream()
                .toList();
    }

    /**
     * As {@link #signIn(RequestContext, SignIn)} with a proof that refuses by itself.
     *
     * @param proof is told what the page's CSRF token is bound to; nothing where no cookie is to carry the session
     */
    Reply signIn(
            RequestContext context,
            Optional<String> wished,
            List<String> methods,
            Function<Optional<String>, Proof> proof) {
        Transport transport = transport(wished);
        boolean usesCookies = transport.keepsRefreshInCookie();
        Optional<SessionRef> before = wiring.identities().liveSession(context);
        // Beside a session, a visitor's name opens no door: the token is the session's, and nothing is spent.
        Optional<String> visitor =
                usesCookies && before.isEmpty() ? wiring.identities().visitor(context) : Optional.empty();
        Optional<String> boundTo =
                usesCookies ? before.map(SessionRef::sessionId).or(() -> visitor) : Optional.empty();
        if (usesCookies && wiring.doors().isOfApp(context.request())) {
            throw new RefusedException(
                    Refusal.TRANSPORT_NOT_ENABLED,
                    "An app's or an extension's page signs in with the transport header: it is given no cookies.");
        }
        if (usesCookies) {
            // Who sets no cookie needs no token against being sent by another site.
            requireCsrfToken(context, boundTo);
        }
        Proof proven = proof.apply(boundTo);
        OneTimeValues spending = new OneTimeValues(visitor, Refusal.CSRF_MISMATCH, proven.once());
        // Hashing stands in line and a provider takes its time: the session begins when that is over.
        return open(context.at(wiring.now()), new Opening(proven, transport, methods, before, spending));
    }

    /**
     * Opens a session that nothing stands against any more but what may have been used before.
     *
     * @param before the session it takes the place of
     */
    record Opening(
            Proof by, Transport transport, List<String> methods, Optional<SessionRef> before, OneTimeValues spending) {

        User user() {
            return by.user();
        }

        @Override
        public String toString() {
            return "Opening for " + user().id();
        }
    }

    /** The session answer of a new session, which ends the one before it. */
    Reply open(RequestContext context, Opening opening) {
        String id = Secrets.randomId();
        RefreshToken refresh = wiring.tokens().refresh().first(id);
        Session session = new Session(
                id,
                opening.user().id(),
                opening.transport(),
                opening.methods(),
                times(context.now(), opening.by().at()),
                RefreshTokenFamily.startingWith(refresh.hash()),
                context.client().named(DeviceName::of),
                Optional.empty());
        Reply reply = wiring.answers()
                .grant(context, opening.user(), session, refresh)
                .with(
                        opening.transport().keepsRefreshInCookie()
                                ? wiring.cookies().endPast(opening.transport(), context.cookies())
                                : List.of());
        spend(
                context,
                opening.spending(),
                once -> wiring.parts().sessions().open(session, opening.before().map(SessionRef::sessionId), once));
        opening.before().ifPresent(ended -> {
            wiring.ended().add(ended.sessionId(), context.now());
            wiring.events().raise(Kind.SESSION_ENDED, context, ended);
        });
        wiring.events().raise(Kind.SIGNED_IN, context, SessionRef.of(session));
        return reply;
    }

    /** The same step that opens the session uses these up: of two, a fault or a race could let one happen without the other. */
    private void spend(
            RequestContext context, OneTimeValues spending, Function<List<OneTimeValue>, Optional<OneTimeValue>> step) {
        Optional<OneTimeValue> usedBefore =
                step.apply(spending.names(wiring.tokens().visitors()));
        if (usedBefore.filter(spending::isProof).isPresent()) {
            throw ProviderFailures.notConfirmed();
        }
        // Known here from now on, the name is not asked for again, and a page that asks is given a new one.
        spending.visitor().ifPresent(name -> wiring.tokens().spentVisitors().add(name, context.now()));
        if (usedBefore.isPresent()) {
            throw new RefusedException(spending.ofVisitor());
        }
    }

    /** How a session is carried that a page is sent back with, which has no body of its own to read. */
    Transport transportOfPages() {
        return enabled.stream()
                .filter(Transport::keepsRefreshInCookie)
                .findFirst()
                .orElseThrow(() -> new RefusedException(Refusal.TRANSPORT_NOT_ENABLED));
    }

    /** By what a sign-in is judged that wishes for this. */
    CredentialSources endpoint(Optional<String> wished) {
        return transport(wished).keepsRefreshInCookie() ? CredentialSources.SIGN_IN : CredentialSources.HEADER_SIGN_IN;
    }

    private Transport transport(Optional<String> wished) {
        return wished.map(Transport::named)
                .orElse(Optional.of(enabled.get(0)))
                .filter(enabled::contains)
                .orElseThrow(() -> new RefusedException(Refusal.TRANSPORT_NOT_ENABLED));
    }

    private void requireCsrfToken(RequestContext context, Optional<String> binding) {
        // Nothing to bind to means that no token can be genuine, but a client that sent none should hear that first.
        wiring.doors().requireCsrfToken(context.request(), binding.orElse(""));
    }

    private Session.Times times(Instant now, Instant provedAt) {
        Instant authenticatedAt = provedAt.isAfter(now) ? now : provedAt.truncatedTo(ChronoUnit.MILLIS);
        return new Session.Times(now, authenticatedAt, now, now.plus(sessionLifetime));
    }
}
