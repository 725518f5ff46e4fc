package dev.sallyport;

import dev.sallyport.SecurityEvent.Kind;
import dev.sallyport.session.Lineage;
import dev.sallyport.session.Session;
import dev.sallyport.session.Transport;
import dev.sallyport.social.Proven;
import dev.sallyport.token.Once;
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
final class SigningIn {

    private final Wiring wiring;
    private final List<Transport> enabled;
    private final Duration sessionLifetime;

    SigningIn(Wiring wiring, SallyportConfig config) {
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
    record Proof(User user, Instant at, Optional<Once> once) {

        /** By what a provider says, which may be nothing: then it was not recent, whatever for. */
        static Proof of(User user, Proven proven) {
            return new Proof(user, proven.authenticatedAt().orElse(Instant.EPOCH), proven.once());
        }
    }

    Reply signIn(Visit visit, SignIn wish) {
        Optional<String> device = wish.account()
                .flatMap(account -> wiring.cookies()
                        .knownDevice(visit.cookies(), wiring.tokens().devices(), account, visit.now()));
        Reply signedIn = signIn(visit, wish.transport(), wish.methods(), boundTo -> {
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
     * As {@link #signIn(Visit, SignIn)} with a proof that refuses by itself.
     *
     * @param proof is told what the page's CSRF token is bound to; nothing where no cookie is to carry the session
     */
    Reply signIn(Visit visit, Optional<String> wished, List<String> methods, Function<Optional<String>, Proof> proof) {
        Transport transport = transport(wished);
        boolean usesCookies = transport.keepsRefreshInCookie();
        Optional<Party> before = wiring.identities().liveSession(visit);
        // Beside a session, a visitor's name opens no door: the token is the session's, and nothing is spent.
        Optional<String> visitor =
                usesCookies && before.isEmpty() ? wiring.identities().visitor(visit) : Optional.empty();
        Optional<String> boundTo = usesCookies ? before.map(Party::sessionId).or(() -> visitor) : Optional.empty();
        if (usesCookies && wiring.doors().isOfApp(visit.request())) {
            throw new RefusedException(
                    Refusal.TRANSPORT_NOT_ENABLED,
                    "An app's or an extension's page signs in with the transport header: it is given no cookies.");
        }
        if (usesCookies) {
            // Who sets no cookie needs no token against being sent by another site.
            requireCsrfToken(visit, boundTo);
        }
        Proof proven = proof.apply(boundTo);
        Spending spending = new Spending(visitor, Refusal.CSRF_MISMATCH, proven.once());
        // Hashing stands in line and a provider takes its time: the session begins when that is over.
        return open(visit.at(wiring.now()), new Opening(proven, transport, methods, before, spending));
    }

    /**
     * Opens a session that nothing stands against any more but what may have been used before.
     *
     * @param before the session it takes the place of
     */
    record Opening(Proof by, Transport transport, List<String> methods, Optional<Party> before, Spending spending) {

        User user() {
            return by.user();
        }

        @Override
        public String toString() {
            return "Opening for " + user().id();
        }
    }

    /** The session answer of a new session, which ends the one before it. */
    Reply open(Visit visit, Opening opening) {
        String id = Secrets.randomId();
        RefreshToken refresh = wiring.tokens().refresh().first(id);
        Session session = new Session(
                id,
                opening.user().id(),
                opening.transport(),
                opening.methods(),
                times(visit.now(), opening.by().at()),
                Lineage.startingWith(refresh.hash()),
                visit.client().named(DeviceName::of),
                Optional.empty());
        Reply reply = wiring.answers()
                .grant(visit, opening.user(), session, refresh)
                .with(
                        opening.transport().keepsRefreshInCookie()
                                ? wiring.cookies().endPast(opening.transport(), visit.cookies())
                                : List.of());
        spend(
                visit,
                opening.spending(),
                once -> wiring.parts().sessions().open(session, opening.before().map(Party::sessionId), once));
        opening.before().ifPresent(ended -> {
            wiring.ended().add(ended.sessionId(), visit.now());
            wiring.events().raise(Kind.SESSION_ENDED, visit, ended);
        });
        wiring.events().raise(Kind.SIGNED_IN, visit, Party.of(session));
        return reply;
    }

    /** The same step that opens the session uses these up: of two, a fault or a race could let one happen without the other. */
    private void spend(Visit visit, Spending spending, Function<List<Once>, Optional<Once>> step) {
        Optional<Once> usedBefore = step.apply(spending.names(wiring.tokens().visitors()));
        if (usedBefore.filter(spending::isProof).isPresent()) {
            throw ProviderAnswers.notConfirmed();
        }
        // Known here from now on, the name is not asked for again, and a page that asks is given a new one.
        spending.visitor().ifPresent(name -> wiring.tokens().spentVisitors().add(name, visit.now()));
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
    Endpoint endpoint(Optional<String> wished) {
        return transport(wished).keepsRefreshInCookie() ? Endpoint.SIGN_IN : Endpoint.HEADER_SIGN_IN;
    }

    private Transport transport(Optional<String> wished) {
        return wished.map(Transport::named)
                .orElse(Optional.of(enabled.get(0)))
                .filter(enabled::contains)
                .orElseThrow(() -> new RefusedException(Refusal.TRANSPORT_NOT_ENABLED));
    }

    private void requireCsrfToken(Visit visit, Optional<String> binding) {
        // Nothing to bind to means that no token can be genuine, but a client that sent none should hear that first.
        wiring.doors().requireCsrfToken(visit.request(), binding.orElse(""));
    }

    private Session.Times times(Instant now, Instant provedAt) {
        Instant authenticatedAt = provedAt.isAfter(now) ? now : provedAt.truncatedTo(ChronoUnit.MILLIS);
        return new Session.Times(now, authenticatedAt, now, now.plus(sessionLifetime));
    }
}
