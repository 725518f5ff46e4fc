package dev.sallyport;

import dev.sallyport.SessionOpener.Opening;
import dev.sallyport.SessionOpener.Proof;
import dev.sallyport.session.Transport;
import dev.sallyport.web.Reply;
import dev.sallyport.web.SetCookie;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Signs people in: with a password, or with what else proves who they are. */
final class SignInEndpoint {

    private final List<Transport> enabled;
    private final SessionLookup lookup;
    private final PreSessionRegistry preSessions;
    private final CsrfGuard csrf;
    private final DeviceCookies devices;
    private final SessionOpener opener;
    private final Clock clock;

    SignInEndpoint(
            List<Transport> enabled,
            SessionLookup lookup,
            PreSessionRegistry preSessions,
            CsrfGuard csrf,
            DeviceCookies devices,
            SessionOpener opener,
            Clock clock) {
        this.enabled = enabled;
        this.lookup = lookup;
        this.preSessions = preSessions;
        this.csrf = csrf;
        this.devices = devices;
        this.opener = opener;
        this.clock = clock;
    }

    /** Which credentials count for a sign-in that wishes for this transport. */
    CredentialSources sources(Optional<String> wished) {
        return transport(wished).keepsRefreshInCookie() ? CredentialSources.SIGN_IN : CredentialSources.HEADER_SIGN_IN;
    }

    Reply handle(RequestContext context, SignIn wish) {
        Optional<String> device = wish.account().flatMap(account -> devices.known(context, account));
        Reply signedIn = signIn(context, wish.transport(), wish.methods(), boundTo -> {
            User user =
                    wish.proof().apply(device).orElseThrow(() -> new RefusedException(Refusal.CREDENTIALS_REJECTED));
            return new Proof(user, clock.instant(), Optional.empty());
        });
        return signedIn.with(remembered(wish));
    }

    /**
     * From now on the browser is known. Not so with the header transport: its sign-in needs no CSRF token, so another site could
     * put its own account in the place of the owner's.
     */
    private List<SetCookie> remembered(SignIn wish) {
        return wish
                .account()
                .filter(account -> transport(wish.transport()).keepsRefreshInCookie())
                .map(account -> devices.issue(account, clock.instant()))
                .stream()
                .toList();
    }

    /**
     * Signs in whom {@code proof} confirms.
     *
     * @param proof is told what the page's CSRF token is bound to, nothing where no cookie is to carry the session; it refuses
     *     by a {@link RefusedException}
     */
    Reply signIn(
            RequestContext context,
            Optional<String> wished,
            List<String> methods,
            Function<Optional<String>, Proof> proof) {
        Transport transport = transport(wished);
        Optional<SessionRef> before = lookup.live(context);
        boolean usesCookies = transport.keepsRefreshInCookie();
        // Beside a session, a pre-session opens no door: the token is bound to the session, and nothing is spent.
        Optional<String> preSession = usesCookies && before.isEmpty() ? preSessions.nameIn(context) : Optional.empty();
        Optional<String> boundTo =
                usesCookies ? before.map(SessionRef::sessionId).or(() -> preSession) : Optional.empty();
        if (usesCookies) {
            RefusedException.throwIf(problemWithCookies(context, boundTo));
        }
        Proof proven = proof.apply(boundTo);
        OneTimeValues spent = new OneTimeValues(preSession, Refusal.CSRF_MISMATCH, proven.once());
        // Hashing waits in a queue and a provider takes its time: the session begins when that is over.
        return opener.open(context.at(clock.instant()), new Opening(proven, transport, methods, before, spent));
    }

    /** The header transport sets no cookie, so none of this concerns it. */
    private Optional<Problem> problemWithCookies(RequestContext context, Optional<String> boundTo) {
        if (OriginGuard.isOfApp(context.request())) {
            return Optional.of(Problem.of(
                    Refusal.TRANSPORT_NOT_ENABLED,
                    "An app's or an extension's page signs in with the transport header: it is given no cookies."));
        }
        // Without anything to bind to no token can be good, but a client that sent none should hear that first.
        return csrf.problem(context.request(), boundTo.orElse(""));
    }

    /** How a session is carried that a page is sent back with, which has no body of its own to read. */
    Transport transportOfPages() {
        return enabled.stream()
                .filter(Transport::keepsRefreshInCookie)
                .findFirst()
                .orElseThrow(() -> new RefusedException(Refusal.TRANSPORT_NOT_ENABLED));
    }

    private Transport transport(Optional<String> wished) {
        return wished.map(Transport::named)
                .orElse(Optional.of(enabled.get(0)))
                .filter(enabled::contains)
                .orElseThrow(() -> new RefusedException(Refusal.TRANSPORT_NOT_ENABLED));
    }
}
