package dev.sallyport;

import dev.sallyport.origin.Cors;
import dev.sallyport.origin.OriginPattern;
import dev.sallyport.origin.TrustedOrigins;
import dev.sallyport.session.RevocationSource;
import dev.sallyport.session.Rotation;
import dev.sallyport.session.Session;
import dev.sallyport.session.SessionStore;
import dev.sallyport.social.InMemorySocialStore;
import dev.sallyport.social.SocialStore;
import dev.sallyport.token.HmacKey;
import dev.sallyport.token.KeySchedule;
import dev.sallyport.web.Origin;
import dev.sallyport.web.Reply;
import dev.sallyport.web.Reply.Header;
import dev.sallyport.web.Request;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The gate with two doors: an HttpOnly cookie says who asks, a CSRF token and the origin say that their own page asked.
 *
 * <p>An adapter puts {@link #cors} and {@link #admit} in front of every request to the application and routes the endpoints
 * named at the other methods to them, which open the doors themselves. No method throws for bad input: what is refused
 * is a {@link Reply} or a {@link Decision}. All methods may be called from many threads at once.
 */
public final class Sallyport {

    /** For as long, a client that comes back late hears that its session expired and not that it never was. */
    private static final Duration KEPT_AFTER_THE_END = Duration.ofDays(1);

    private static final int PURGED_AT_ONCE = 200;

    /**
     * What the gate is built from.
     *
     * @param links who signs in by which other provider
     * @param clock the only clock there is
     * @param listener told of what matters for security
     */
    public record Parts(
            Keys keys,
            SessionStore sessions,
            SocialStore links,
            Accounts accounts,
            Clock clock,
            SecurityEvent.Listener listener) {

        /** With links that are gone when the process ends: for who uses no other providers. */
        public Parts(
                Keys keys, SessionStore sessions, Accounts accounts, Clock clock, SecurityEvent.Listener listener) {
            this(keys, sessions, new InMemorySocialStore(), accounts, clock, listener);
        }

        /** As the other, and with one secret for everything, as {@link Keys#of} has it. */
        public Parts(
                HmacKey key, SessionStore sessions, Accounts accounts, Clock clock, SecurityEvent.Listener listener) {
            this(Keys.of(key), sessions, accounts, clock, listener);
        }

        Parts with(SessionStore other) {
            return new Parts(keys, other, links, accounts, clock, listener);
        }
    }

    private final Parts parts;
    private final Wiring wiring;
    private final Entrance entrance;
    private final Social social;
    private final Cors cors;
    private final Rotation rotation;
    private final SignInEndpoint signingIn;
    private final RefreshEndpoint refreshing;
    private final SignOutEndpoint leaving;
    private final SessionEndpoint greeting;
    private final Doctor doctor;
    private final RevocationPoller revocationFeed;

    /** Opens the gate, and learns from the store what ended shortly before, so that a restart revives no token. */
    public Sallyport(SallyportConfig config, Parts parts) {
        TrustedOrigins trusted = TrustedOrigins.of(
                config.origins().allowed().stream().map(Origin::parse).toList(),
                config.origins().allowedPatterns().stream()
                        .map(OriginPattern::compile)
                        .toList());
        this.wiring = Wiring.of(config, parts, trusted);
        this.parts = wiring.parts();
        this.entrance = new Entrance(wiring);
        this.cors = new Cors(trusted, config.origins().cors());
        this.signingIn = new SignInEndpoint(wiring, config);
        this.social = new Social(config, wiring, entrance, signingIn);
        this.rotation = config.refreshToken().rotation();
        this.refreshing = new RefreshEndpoint(wiring, config);
        this.leaving = new SignOutEndpoint(wiring);
        this.greeting = new SessionEndpoint(wiring, refreshing);
        this.doctor = new Doctor(config, wiring, cors);
        this.revocationFeed = wiring.ended().feed(config.revocation().maxLag());
    }

    /** The header fields that open this answer to a listed origin, and whether a preflight is to be answered at once. */
    public Cors.Result cors(Request request) {
        return cors.check(request);
    }

    /**
     * Judges a request for the application. Reads no store, unless it comes with an opaque token, or {@link #pollRevocations}
     * has not heard for longer than the configured lag.
     */
    public Decision admit(Request request) {
        return entrance.admit(request);
    }

    /**
     * Hears what other nodes ended, then waits for the next occasion, a quarter of the configured lag. One thread calls it again
     * and again with the store's {@link SessionStore#revocations}. A store that is away is no error; it is asked again.
     */
    public void pollRevocations(RevocationSource source) throws InterruptedException {
        revocationFeed.poll(source, parts.clock());
    }

    /** How long ago a session may have been ended on another node without this one having heard: a figure to watch. */
    public Duration revocationLag() {
        return wiring.ended().lag(parts.clock().instant());
    }

    /** Whether this node knows that the caller's session was ended. Reads no store. */
    public boolean knowsToHaveEnded(Caller caller) {
        return wiring.ended().isKnown(caller.sessionId());
    }

    /**
     * Until when the caller's session lasts if nobody refreshes or ends it; empty once it is over, and once its user is gone or
     * may not sign in. Reads the store and asks {@link Accounts}: for a channel that outlives its request, such as a WebSocket
     * or a stream of events, and must close with its session.
     *
     * @throws dev.sallyport.session.StoreUnavailableException if the store does not answer
     */
    public Optional<Instant> liveUntil(Caller caller) {
        Instant now = now();
        return parts.sessions()
                .find(caller.sessionId())
                .filter(session -> session.isLive(now) && !rotation.isOver(session.times(), now))
                .filter(session -> parts.accounts().find(session.userId()).isPresent())
                .map(session -> rotation.end(session.times()));
    }

    /** {@code GET session}: who is signed in, and a CSRF token either way. Never 401. */
    public Reply session(Request request) {
        return entrance.answer(request, CredentialSources.SESSION, greeting::greet);
    }

    /**
     * {@code POST login}: opens a session and ends the one that the request came with [18].
     *
     * @param wish reads the body, once the first door is open; it may throw {@link RefusedException}
     */
    public Reply signIn(Request request, Supplier<SignIn> wish) {
        return entrance.answer(request, wish, read -> signingIn.endpoint(read.transport()), signingIn::signIn);
    }

    /**
     * {@code POST refresh}: new tokens for the refresh token. A refusal sets no cookie and spends no token.
     *
     * @param body reads the refresh token in the body, if there is one, once the first door is open; it may throw
     *     {@link RefusedException}
     */
    public Reply refresh(Request request, Supplier<Optional<String>> body) {
        return entrance.answer(
                request,
                body,
                token -> token.isPresent() ? CredentialSources.BODY_REFRESH : CredentialSources.REFRESH,
                refreshing::refresh);
    }

    /** {@code POST logout}: ends the session in the store first, then the cookies [21]. */
    public Reply signOut(Request request) {
        return entrance.answer(request, CredentialSources.SIGN_OUT, leaving::signOut);
    }

    /** {@code POST logout/all}: ends every session of the caller. */
    public Reply signOutEverywhere(Request request) {
        return entrance.answerCaller(request, leaving::signOutEverywhere);
    }

    /** {@code DELETE sessions}: ends every session of the caller but the one that asks. */
    public Reply endOtherSessions(Request request) {
        return entrance.answerCaller(request, leaving::endOtherSessions);
    }

    /** {@code GET sessions}: the caller's live sessions. */
    public Reply sessions(Request request) {
        return entrance.answerCaller(request, (context, caller) -> {
            List<Session> live = parts.sessions().liveSessions(caller.userId(), context.now()).stream()
                    .filter(session -> !rotation.isOver(session.times(), context.now()))
                    .toList();
            return wiring.answers().sessions(live, caller.sessionId());
        });
    }

    /** {@code DELETE sessions/id}: ends one session of the caller; somebody else's is as unknown as one that never was. */
    public Reply endSession(Request request, String id) {
        return entrance.answerCaller(request, (context, caller) -> leaving.endSession(context, caller, id));
    }

    /**
     * {@code POST verify}: whether an access token holds, and what it says. It acts with no cookie, so the second door does
     * not apply.
     *
     * @param token reads the body, once the first door is open; it may throw {@link RefusedException}
     */
    public Reply verify(Request request, Supplier<String> token) {
        return entrance.answer(
                request,
                token,
                read -> CredentialSources.VERIFY,
                (context, text) -> wiring.answers()
                        .verification(
                                wiring.access().verify(text, context.now()).held()));
    }

    /** {@code GET doctor/report}, and {@code POST} and {@code DELETE doctor/probe} through both doors: for diagnostics only. */
    public Reply examine(Request request, Optional<String> otherPage) {
        return request.isSafe()
                ? doctor.report(request, otherPage, now())
                : entrance.answer(request, CredentialSources.PROBE, doctor::probe);
    }

    /** {@code GET /.well-known/jwks.json}: the public keys that verify now or soon (RFC 7517). HMAC keys have none. */
    public Reply keySet() {
        List<Map<String, Object>> keys = wiring.tokens().keys().ring().publicJwks(now());
        long maxAge = KeySchedule.KEY_SET_MAX_AGE.toSeconds();
        return Reply.of(200, Map.of("keys", keys)).with(new Header("Cache-Control", "public, max-age=" + maxAge));
    }

    /**
     * Adds the next signing key, while requests run. It takes over in a few minutes, when every node and every verifier can
     * have heard of it.
     *
     * @throws UnsupportedOperationException if the keys come from a file
     */
    public KeyRotation.Next rotateKeys() {
        return KeyRotation.Next.of(wiring.tokens().keys().rotate(now()));
    }

    /** Loads the keys that others have added; a scheduler calls it every {@link KeySchedule#RELOAD_INTERVAL}. */
    public void reloadKeys() {
        wiring.tokens().keys().reload(now());
    }

    /** Ends every session of a user at once: call it when they are disabled, deleted or change their password [19]. */
    public void revokeAll(String userId) {
        leaving.endAll(userId, now());
    }

    /**
     * Forgets some hundred sessions that were over a day ago, and as many names of what was good once, in short steps, and says
     * whether there are more. A scheduler calls it now and then and, while there are more, again after a pause in which
     * requests have the store to themselves.
     */
    public boolean purge() {
        Instant before = now().minus(KEPT_AFTER_THE_END);
        int states = parts.links().purge(before, PURGED_AT_ONCE);
        return Math.max(states, parts.sessions().purge(before, PURGED_AT_ONCE)) == PURGED_AT_ONCE;
    }

    /** Sign-in by other providers. */
    public Social social() {
        return social;
    }

    /** The answer that refuses {@code request} for {@code reason}, as every endpoint gives it; the listener is told of it. */
    public Reply refuse(Request request, RefusedException reason) {
        return entrance.refuse(request, reason);
    }

    /** As {@link #refuse(Request, RefusedException)}, for a request that was let in as {@code by}'s and refused further on. */
    public Reply refuse(Request request, RefusedException reason, Caller by) {
        return refuse(request, reason.about(SessionRef.of(by)));
    }

    private Instant now() {
        return entrance.now();
    }
}
