package dev.sallyport;

import dev.sallyport.config.SallyportConfig;
import dev.sallyport.config.SallyportConfig.Format;
import dev.sallyport.key.CurrentKeys;
import dev.sallyport.key.HmacKey;
import dev.sallyport.origin.CrossOriginCheck;
import dev.sallyport.origin.TrustedOrigins;
import dev.sallyport.revocation.BulkheadSessionStore;
import dev.sallyport.revocation.RevocationCheck;
import dev.sallyport.revocation.RevocationLag;
import dev.sallyport.revocation.RevocationPoller;
import dev.sallyport.revocation.Revocations;
import dev.sallyport.session.SessionStore;
import dev.sallyport.token.AccessTokens;
import dev.sallyport.token.CsrfTokens;
import dev.sallyport.token.OpaqueTokens;
import dev.sallyport.token.RefreshTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What several endpoints share, made once. Only {@link Sallyport} and {@link Social} see it: they give each endpoint the few
 * things that it needs.
 */
final class Components {

    /** To the millisecond, which is what every store keeps. */
    final Clock clock;

    final Accounts accounts;
    final HmacKey master;
    final CurrentKeys keys;
    final RefreshTokens refreshTokens;
    final SessionStore sessions;
    final RevocationCheck revocations;
    final RevocationPoller poller;
    final AccessTokenFormats accessTokens;
    final CredentialsReader reader;
    final OriginGuard origins;
    final CsrfGuard csrf;
    final Authenticator authenticator;
    final SessionLookup lookup;
    final PreSessionRegistry preSessions;
    final SessionCookies cookies;
    final Replies replies;
    final SecurityEvents events;
    final GateObserver observer;
    final RevocationLag lag;
    final ProblemReplies problems;
    final Admission admission;
    final EndpointRunner runner;

    Components(SallyportConfig config, GateParts parts, TrustedOrigins trusted) {
        this.clock = Clock.tick(parts.clock(), Duration.ofMillis(1));
        this.accounts = parts.accounts();
        this.master = parts.keys().master();
        AccessTokens.Settings settings = config.accessToken().settings();
        this.keys = new CurrentKeys(parts.keys().signing(), settings.longestLife(), clock.instant());
        this.refreshTokens = new RefreshTokens(master.derive("refresh"));
        this.lag = new RevocationLag(config.revocation().maxLag(), clock.instant());
        this.sessions = new BulkheadSessionStore(parts.sessions(), lag, parts.clock());
        Revocations known = alreadyKnown(RevocationCheck.memory(settings), clock.instant());
        this.revocations = new RevocationCheck(known, lag, config.revocation().whenStale(), sessions);
        this.poller = new RevocationPoller(
                revocations, known, lag, config.revocation().maxLag(), parts.clock());
        this.accessTokens = new AccessTokenFormats(config, formats(config, settings));
        this.reader = new CredentialsReader(config);
        this.origins = new OriginGuard(new CrossOriginCheck(trusted));
        CsrfTokens csrfTokens = new CsrfTokens(master.derive("csrf"));
        this.csrf = new CsrfGuard(csrfTokens, config.csrf().header());
        this.authenticator = new Authenticator(config, accessTokens);
        this.lookup = new SessionLookup(config, refreshTokens, authenticator, sessions, revocations);
        this.preSessions = new PreSessionRegistry(config);
        this.cookies = new SessionCookies(config, csrfTokens);
        this.replies = new Replies(config, accessTokens, cookies);
        this.events = new SecurityEvents(parts.listener());
        this.observer = parts.observer();
        this.problems = new ProblemReplies(config, trusted, reader, events, clock);
        StoreFaults storeFaults = new StoreFaults();
        this.admission = new Admission(config, reader, origins, authenticator, csrf, storeFaults, clock);
        this.runner = new EndpointRunner(reader, origins, admission, problems, storeFaults, clock);
    }

    /** What the store knows already, so that a restart revives no token. */
    private Revocations alreadyKnown(Duration memory, Instant now) {
        Revocations known = new Revocations(memory);
        known.addAll(sessions.revokedSince(now.minus(memory)));
        return known;
    }

    private List<AccessTokenFormat> formats(SallyportConfig config, AccessTokens.Settings settings) {
        AccessTokenFormat jwt = new JwtFormat(new AccessTokens(keys::ring, settings), revocations);
        OpaqueTokenLookup found = new OpaqueTokenLookup(
                sessions, accounts, revocations, config.revocation().maxLag());
        AccessTokenFormat opaque =
                new OpaqueFormat(new OpaqueTokens(master.derive("handle")), found, revocations, settings);
        return config.accessToken().formats().stream()
                .map(format -> format == Format.JWT ? jwt : opaque)
                .toList();
    }
}
