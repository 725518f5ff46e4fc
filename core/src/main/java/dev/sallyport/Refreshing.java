package dev.sallyport;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sallyport.SecurityEvent.Kind;
import dev.sallyport.session.Lineage;
import dev.sallyport.session.Rotation;
import dev.sallyport.session.Rotation.Verdict;
import dev.sallyport.session.Session;
import dev.sallyport.session.SessionStore;
import dev.sallyport.session.StoreUnavailableException;
import dev.sallyport.session.Transport;
import dev.sallyport.token.RefreshToken;
import dev.sallyport.token.RefreshTokens;
import dev.sallyport.web.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Exchanges a refresh token for its successor (RFC 6749 section 6, RFC 9700 section 4.14.2).
 *
 * <p>{@link Rotation} judges what was read, and one conditional update decides who won. Whoever loses reads again and is
 * judged once more: by then its token is the previous one, so it is given what the winner was given.
 */
final class Refreshing {

    private static final int UNANSWERED = 100_000;

    private final Wiring wiring;
    private final Rotation rotation;
    private final SessionStore sessions;
    private final RefreshTokens tokens;
    private final List<Transport> enabled;

    /** Tokens whose rotation met a fault of the store, by hash: it may have taken place, but nobody was given the successor. */
    private final Cache<String, Boolean> unanswered =
            Caffeine.newBuilder().maximumSize(UNANSWERED).build();

    Refreshing(Wiring wiring, SallyportConfig config) {
        this.wiring = wiring;
        this.rotation = config.refreshToken().rotation();
        this.enabled = config.transports().enabled();
        this.sessions = wiring.parts().sessions();
        this.tokens = wiring.tokens().refresh();
    }

    /** A refresh token and the place it came in. */
    private record Presented(RefreshToken token, boolean inBody) {}

    /** Whether the refresh token that names {@code session} would earn a successor. Changes nothing. */
    boolean isWorthTrying(Visit visit, Session session) {
        return wiring.identities()
                .refreshToken(visit)
                .map(token -> judge(session, token, visit.now()))
                .filter(verdict -> verdict == Verdict.ROTATE || verdict == Verdict.REPEAT)
                .isPresent();
    }

    /** Refreshes with the token in {@code body}, if there is one, else with that in the cookie. */
    Reply refresh(Visit visit, Optional<String> body) {
        if (body.isEmpty() && !wiring.identities().bringsRefreshCookie(visit)) {
            throw new RefusedException(Refusal.REFRESH_MISSING);
        }
        if (body.isPresent() && !enabled.contains(Transport.HEADER)) {
            throw new RefusedException(Refusal.TRANSPORT_NOT_ENABLED);
        }
        Optional<RefreshToken> token = body.isPresent()
                ? tokens.parse(body.get())
                : wiring.identities().refreshToken(visit);
        Presented presented = token.map(ours -> new Presented(ours, body.isPresent()))
                .orElseThrow(() -> new RefusedException(Refusal.REFRESH_UNKNOWN));
        return attempt(visit, presented)
                .or(() -> attempt(visit, presented))
                // Overtaken twice: nothing is lost, the same token may be brought again.
                .orElseThrow(RefusedException::storeUnavailable);
    }

    /** Empty where another request won the race. */
    private Optional<Reply> attempt(Visit visit, Presented presented) {
        RefreshToken token = presented.token();
        Session session = sessions.find(token.sessionId())
                // Taken out of a cookie and sent in a body, it would turn into a token that script can read.
                .filter(found -> wiring.identities().mayBringItsRefreshToken(found, presented.inBody()))
                .orElseThrow(() -> new RefusedException(Refusal.REFRESH_UNKNOWN));
        Verdict verdict = judge(session, token, visit.now());
        if (verdict == Verdict.EXPIRED) {
            throw new RefusedException(Refusal.REFRESH_EXPIRED);
        }
        if (verdict == Verdict.REVOKED) {
            throw new RefusedException(Refusal.SESSION_REVOKED);
        }
        // From here on the request changes something or hands out tokens; that a session is over may be told to anyone.
        if (!presented.inBody()) {
            wiring.doors().requireCsrfToken(visit.request(), session.id());
        }
        if (verdict == Verdict.STOLEN) {
            throw endFamily(visit, session);
        }
        RefreshToken successor = tokens.successor(token);
        // Before the update comes everything that can fail: a token may only be spent once its successor is on its way.
        Reply reply = wiring.answers().grant(visit, userOf(session, visit), session, successor);
        boolean given = verdict == Verdict.REPEAT || advance(visit, session, token, successor);
        return given ? Optional.of(reply) : Optional.empty();
    }

    private boolean advance(Visit visit, Session session, RefreshToken token, RefreshToken successor) {
        Lineage now = session.lineage();
        try {
            return sessions.advance(session.id(), now, now.advancedTo(successor.hash(), visit.now()));
        } catch (StoreUnavailableException fault) {
            unanswered.put(token.hash(), true);
            throw fault;
        }
    }

    /** Judges so that no fault of the store is held against whoever comes back after it: the grace has stood still meanwhile. */
    private Verdict judge(Session session, RefreshToken token, Instant now) {
        Verdict verdict = rotation.judge(session, token.hash(), now);
        Instant rotatedAt = session.lineage().rotatedAt().orElse(now);
        if (verdict != Verdict.STOLEN || !session.lineage().previous().equals(Optional.of(token.hash()))) {
            return verdict;
        }
        if (unanswered.getIfPresent(token.hash()) != null) {
            return Verdict.REPEAT;
        }
        return rotation.judge(session, token.hash(), now.minus(wiring.ended().standstill(rotatedAt, now)));
    }

    private User userOf(Session session, Visit visit) {
        return wiring.parts().accounts().find(session.userId()).orElseThrow(() -> {
            wiring.endSession(visit, session.id());
            return new RefusedException(Refusal.SESSION_REVOKED);
        });
    }

    private RefusedException endFamily(Visit visit, Session session) {
        wiring.endSession(visit, session.id());
        wiring.raise(Kind.REFRESH_REUSED, visit, Optional.of(session.userId()), Optional.of(session.id()));
        return new RefusedException(Refusal.REFRESH_REUSED);
    }
}
