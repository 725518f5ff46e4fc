package dev.sallyport;

import dev.sallyport.config.SallyportConfig;
import dev.sallyport.key.KeySchedule;
import dev.sallyport.origin.Cors;
import dev.sallyport.origin.OriginPattern;
import dev.sallyport.origin.TrustedOrigins;
import dev.sallyport.revocation.WhenStale;
import dev.sallyport.session.RevocationSource;
import dev.sallyport.session.Rotation;
import dev.sallyport.session.SessionStore;
import dev.sallyport.session.Transport;
import dev.sallyport.social.SocialStore;
import dev.sallyport.token.Devices;
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
 * The gate with two doors: the first checks where a request comes from, the second its CSRF token.
 *
 * <p>An adapter puts {@link #cors} and {@link #admit} in front of every request to the application and routes the endpoints
 * named at the other methods to them, which open the doors themselves. No method throws for bad input: what is refused
 * is a {@link Reply} or a {@link Decision}. All methods may be called from many threads at once.
 */
public final class Sallyport {

    /** For as long, a client that comes back late hears that its session expired and not that it never was. */
    private static final Duration KEPT_AFTER_THE_END = Duration.ofDays(1);

    private static final int PURGED_AT_ONCE = 200;

    private final Components shared;
    private final Cors cors;
    private final Rotation rotation;
    private final SocialStore links;
    private final SessionEndpoint session;
    private final SignInEndpoint signIn;
    private final RefreshEndpoint refresh;
    private final SignOutEndpoint signOut;
    private final SessionsEndpoint sessionList;
    private final Doctor doctor;
    private final Social social;

    Sallyport(SallyportConfig config, GateParts given) {
        TrustedOrigins trusted = trusted(config.origins());
        Components c = new Components(config, given, trusted);
        this.shared = c;
        this.cors = new Cors(trusted, config.origins().cors());
        this.rotation = config.refreshToken().rotation();
        this.links = given.links();
        OutageAwareRotation judge = new OutageAwareRotation(rotation, c.revocations);
        List<Transport> transports = config.transports().enabled();
        SessionOpener opener = new SessionOpener(
                c.sessions,
                config.refreshToken().lifetime(),
                c.refreshTokens,
                c.preSessions,
                c.revocations,
                c.events,
                c.replies,
                c.cookies);
        DeviceCookies devices = new DeviceCookies(config.cookies(), new Devices(c.master.derive("device")));
        this.session = new SessionEndpoint(c.reader, c.origins, c.lookup, c.preSessions, c.accounts, judge, c.replies);
        this.signIn = new SignInEndpoint(transports, c.lookup, c.preSessions, c.csrf, devices, opener, c.clock);
        this.refresh = new RefreshEndpoint(
                transports,
                judge,
                c.sessions,
                c.refreshTokens,
                c.lookup,
                c.csrf,
                c.revocations,
                c.accounts,
                c.replies,
                c.events,
                c.observer,
                c.clock);
        this.signOut =
                new SignOutEndpoint(c.reader, c.authenticator, c.lookup, c.csrf, c.revocations, c.events, c.cookies);
        this.sessionList = new SessionsEndpoint(c.sessions, rotation, c.revocations, c.events, c.replies, c.cookies);
        this.doctor = new Doctor(config, cors, c.origins, c.csrf, c.lookup, c.preSessions, c.problems);
        this.social = new Social(config, c, links, signIn, opener);
    }

    private static TrustedOrigins trusted(SallyportConfig.Origins origins) {
        return TrustedOrigins.of(
                origins.allowed().stream().map(Origin::parse).toList(),
                origins.allowedPatterns().stream().map(OriginPattern::compile).toList());
    }

    /**
     * Begins to build a gate from its configuration and from what it cannot be without.
     *
     * @param keys the secrets that all tokens depend on
     * @param sessions where sessions are kept
     * @param accounts the application's users
     * @param clock the only clock there is
     */
    public static SallyportBuilder builder(
            SallyportConfig config, Keys keys, SessionStore sessions, Accounts accounts, Clock clock) {
        return new SallyportBuilder(config, keys, sessions, accounts, clock);
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
        return shared.admission.admit(request);
    }

    /**
     * Begins what the gate does besides answering requests, until it is closed: hear what other nodes end, load new signing
     * keys, purge what is over. Without it the gate is as safe, and slower: its knowledge of ended sessions is soon older than the
     * configured lag, so it does what {@link WhenStale} says for each request, and says so once in the log. Keys
     * then never rotate and old sessions stay in the store, unless the application calls {@link #pollRevocations},
     * {@link #reloadKeys} and {@link #purge} itself.
     */
    public BackgroundWork start() {
        return new BackgroundWork(shared.sessions, shared.poller, this::reloadKeys, this::purge).start();
    }

    /**
     * Hears what other nodes ended, then waits for the next occasion, a quarter of the configured lag. One thread calls it again
     * and again with the store's {@link SessionStore#revocations}. A store that is away is no error; it is asked again.
     */
    public void pollRevocations(RevocationSource source) throws InterruptedException {
        shared.poller.poll(source);
    }

    /** How the gate is, from what it knows already: no store is asked, and nothing waits. */
    public GateStatus status() {
        return GateStatus.of(shared.lag, shared.keys, now());
    }

    /** Whether this node knows that the caller's session was ended. Reads no store. */
    public boolean knowsToHaveEnded(Caller caller) {
        return shared.revocations.isKnown(caller.sessionId());
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
        return shared.sessions
                .find(caller.sessionId())
                .filter(found -> sessionList.goesOn(found, now))
                .filter(found -> shared.accounts.find(found.userId()).isPresent())
                .map(found -> rotation.end(found.times()));
    }

    /** {@code GET session}: who is signed in, and a CSRF token either way. Never 401. */
    public Reply session(Request request) {
        return shared.runner.run(request, CredentialSources.SESSION, session::handle);
    }

    /**
     * {@code POST login}: opens a session and ends the one that the request came with [18].
     *
     * @param wish reads the body, once the first door is open; it may throw {@link RefusedException}
     */
    public Reply signIn(Request request, Supplier<SignIn> wish) {
        return shared.runner.run(request, wish, read -> signIn.sources(read.transport()), signIn::handle);
    }

    /**
     * {@code POST refresh}: new tokens for the refresh token. A refusal sets no cookie and spends no token.
     *
     * @param body reads the refresh token in the body, if there is one, once the first door is open; it may throw
     *     {@link RefusedException}
     */
    public Reply refresh(Request request, Supplier<Optional<String>> body) {
        return shared.runner.run(
                request,
                body,
                token -> token.isPresent() ? CredentialSources.BODY_REFRESH : CredentialSources.REFRESH,
                refresh::handle);
    }

    /** {@code POST logout}: ends the session in the store first, then the cookies [21]. */
    public Reply signOut(Request request) {
        return shared.runner.run(request, CredentialSources.SIGN_OUT, signOut::handle);
    }

    /** {@code POST logout/all}: ends every session of the caller. */
    public Reply signOutEverywhere(Request request) {
        return shared.runner.runForCaller(request, signOut::everywhere);
    }

    /** {@code DELETE sessions}: ends every session of the caller but the one that asks. */
    public Reply endOtherSessions(Request request) {
        return shared.runner.runForCaller(request, sessionList::endOthers);
    }

    /** {@code GET sessions}: the caller's live sessions. */
    public Reply sessions(Request request) {
        return shared.runner.runForCaller(request, sessionList::list);
    }

    /** {@code DELETE sessions/id}: ends one session of the caller; somebody else's is as unknown as one that never was. */
    public Reply endSession(Request request, String id) {
        return shared.runner.runForCaller(request, (context, caller) -> sessionList.end(context, caller, id));
    }

    /**
     * {@code POST verify}: whether an access token holds, and what it says. No cookie acts, so the second door does not apply.
     *
     * @param token reads the body, once the first door is open; it may throw {@link RefusedException}
     */
    public Reply verify(Request request, Supplier<String> token) {
        return shared.runner.run(
                request,
                token,
                read -> CredentialSources.VERIFY,
                (context, text) -> shared.replies.verification(shared.accessTokens.claims(text, context.now())));
    }

    /** {@code GET doctor/report}, and {@code POST} and {@code DELETE doctor/probe} through both doors: for diagnostics only. */
    public Reply examine(Request request, Optional<String> otherPage) {
        return request.isSafe()
                ? doctor.report(request, otherPage, now())
                : shared.runner.run(request, CredentialSources.PROBE, doctor::probe);
    }

    /** {@code GET /.well-known/jwks.json}: the public keys that verify now or soon (RFC 7517). HMAC keys have none. */
    public Reply keySet() {
        List<Map<String, Object>> keys = shared.keys.ring().publicJwks(now());
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
        return KeyRotation.Next.of(shared.keys.rotate(now()));
    }

    /** Loads the keys that others have added; a scheduler calls it every {@link KeySchedule#RELOAD_INTERVAL}. */
    public void reloadKeys() {
        shared.keys.reload(now());
    }

    /** Ends every session of a user at once: call it when they are disabled, deleted or change their password [19]. */
    public void revokeAll(String userId) {
        signOut.revokeAll(userId, now());
    }

    /**
     * Forgets some hundred sessions that were over a day ago, and as many names of what was good once, in short steps, and says
     * whether there are more. A scheduler calls it now and then and, while there are more, again after a pause in which
     * requests have the store to themselves.
     */
    public boolean purge() {
        Instant before = now().minus(KEPT_AFTER_THE_END);
        int states = links.purge(before, PURGED_AT_ONCE);
        return Math.max(states, shared.sessions.purge(before, PURGED_AT_ONCE)) == PURGED_AT_ONCE;
    }

    /** Sign-in by other providers. */
    public Social social() {
        return social;
    }

    /** The answer that refuses {@code request}, as every endpoint gives it; the listener is told of it. */
    public Reply refuse(Request request, Problem reason) {
        return shared.problems.reply(request, reason);
    }

    /** As {@link #refuse(Request, Problem)}, for a request that was let in as {@code by}'s and refused further on. */
    public Reply refuse(Request request, Problem reason, Caller by) {
        return refuse(request, reason.about(SessionRef.of(by)));
    }

    private Instant now() {
        return shared.clock.instant();
    }
}
