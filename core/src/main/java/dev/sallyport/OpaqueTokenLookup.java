package dev.sallyport;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sallyport.revocation.RevocationCheck;
import dev.sallyport.session.Session;
import dev.sallyport.session.SessionStore;
import dev.sallyport.session.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Looks up what a handle leads to. What was found holds for as long as a revocation may lag behind, so that a burst of requests
 * costs one look; while the store is away it holds for the length of a usual access token's life.
 */
final class OpaqueTokenLookup {

    private static final Duration THROUGH_AN_OUTAGE = Duration.ofMinutes(5);
    private static final int SESSIONS = 50_000;

    /**
     * A session and its user as they were at an instant.
     *
     * @param user empty where the user is gone or the session was ended
     */
    record Found(Session session, Optional<User> user, Instant at) {}

    private final SessionStore sessions;
    private final Accounts accounts;
    private final RevocationCheck revocations;
    private final Duration maxLag;
    private final Cache<String, Found> live =
            Caffeine.newBuilder().maximumSize(SESSIONS).build();

    OpaqueTokenLookup(SessionStore sessions, Accounts accounts, RevocationCheck revocations, Duration maxLag) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.revocations = revocations;
        this.maxLag = maxLag;
    }

    /**
     * The session of this id, if there is one.
     *
     * @throws StoreUnavailableException if the store is away and nothing was known before
     */
    Optional<Found> find(String id, Instant now) {
        Optional<Found> before = Optional.ofNullable(live.getIfPresent(id));
        if (before.filter(found -> isWithin(maxLag, found, now)).isPresent()) {
            return before;
        }
        Optional<Found> lasting =
                before.filter(found -> revocations.trustsWhatItKnew() && isWithin(THROUGH_AN_OUTAGE, found, now));
        if (lasting.isPresent() && revocations.isStoreAway()) {
            return lasting;
        }
        try {
            return read(id, now);
        } catch (StoreUnavailableException away) {
            return Optional.of(lasting.orElseThrow(() -> away));
        }
    }

    private Optional<Found> read(String id, Instant now) {
        Optional<Found> read = sessions.find(id).map(session -> {
            Optional<User> user = session.revokedAt().isPresent() ? Optional.empty() : accounts.find(session.userId());
            return new Found(session, user, now);
        });
        read.filter(found -> found.user().isPresent())
                .ifPresentOrElse(found -> live.put(id, found), () -> live.invalidate(id));
        return read;
    }

    private static boolean isWithin(Duration span, Found found, Instant now) {
        return !now.isBefore(found.at()) && now.isBefore(found.at().plus(span));
    }
}
