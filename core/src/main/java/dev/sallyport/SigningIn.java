package dev.sallyport;

import dev.sallyport.SecurityEvent.Kind;
import dev.sallyport.session.Lineage;
import dev.sallyport.session.Session;
import dev.sallyport.session.Transport;
import dev.sallyport.token.RefreshToken;
import dev.sallyport.token.Secrets;
import dev.sallyport.web.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

    Reply signIn(Visit visit, SignIn wish) {
        Transport transport = transport(wish);
        boolean usesCookies = transport.keepsRefreshInCookie();
        // Who sets no cookie leaves those there are alone, and needs no token against being sent by another site.
        Optional<Party> before =
                usesCookies || visit.isInHeaderForm() ? wiring.identities().liveSession(visit) : Optional.empty();
        Optional<String> visitor = usesCookies ? wiring.identities().visitor(visit) : Optional.empty();
        if (usesCookies) {
            requireCsrfToken(visit, before.map(Party::sessionId).or(() -> visitor));
        }
        User user = wish.proof().get().orElseThrow(() -> new RefusedException(Refusal.CREDENTIALS_REJECTED));
        return open(visit, new Opening(user, transport, wish.methods(), before, visitor));
    }

    /**
     * Opens a session that nothing stands against any more.
     *
     * @param before the session it takes the place of
     * @param visitor the name of the visitor who becomes a user, which dies with this [8]
     */
    record Opening(
            User user, Transport transport, List<String> methods, Optional<Party> before, Optional<String> visitor) {

        @Override
        public String toString() {
            return "Opening for " + user.id();
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
                times(visit.now()),
                Lineage.startingWith(refresh.hash()),
                client(visit),
                Optional.empty());
        Reply reply = wiring.answers()
                .grant(visit, opening.user(), session, refresh)
                .with(
                        opening.transport().keepsRefreshInCookie()
                                ? wiring.cookies().endPast(opening.transport(), visit.cookies())
                                : List.of());
        wiring.parts().sessions().open(session, opening.before().map(Party::sessionId));
        opening.before().ifPresent(ended -> {
            wiring.ended().add(ended.sessionId(), visit.now());
            wiring.events().raise(Kind.SESSION_ENDED, visit, ended);
        });
        opening.visitor().ifPresent(spent -> wiring.tokens().spentVisitors().add(spent, visit.now()));
        wiring.events().raise(Kind.SIGNED_IN, visit, Party.of(session));
        return reply;
    }

    /** How a session is carried that a page is sent back with, which has no body of its own to read. */
    Transport transportOfPages() {
        return enabled.stream()
                .filter(Transport::keepsRefreshInCookie)
                .findFirst()
                .orElseThrow(() -> new RefusedException(Refusal.TRANSPORT_NOT_ENABLED));
    }

    private Transport transport(SignIn wish) {
        return wish.transport()
                .map(Transport::named)
                .orElse(Optional.of(enabled.get(0)))
                .filter(enabled::contains)
                .orElseThrow(() -> new RefusedException(Refusal.TRANSPORT_NOT_ENABLED));
    }

    private void requireCsrfToken(Visit visit, Optional<String> binding) {
        // Nothing to bind to means that no token can be genuine, but a client that sent none should hear that first.
        wiring.doors().requireCsrfToken(visit.request(), binding.orElse(""));
    }

    private Session.Times times(Instant now) {
        return new Session.Times(now, now, now, now.plus(sessionLifetime));
    }

    private static Session.Client client(Visit visit) {
        String device = visit.request().header("User-Agent");
        return new Session.Client(device == null ? "" : device, visit.request().remoteAddress());
    }
}
