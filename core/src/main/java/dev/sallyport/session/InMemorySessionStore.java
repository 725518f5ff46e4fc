package dev.sallyport.session;

import dev.sallyport.token.OneTimeValue;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A store for tests and trials: everybody is signed out when the process ends. One lock makes each method one step. */
public final class InMemorySessionStore implements SessionStore {

    private final Map<String, Session> sessions = new HashMap<>();
    private final Map<String, Instant> used = new HashMap<>();

    @Override
    public synchronized Optional<OneTimeValue> open(
            Session session, Optional<String> replaced, List<OneTimeValue> once) {
        Optional<OneTimeValue> usedBefore =
                once.stream().filter(one -> used.containsKey(one.name())).findFirst();
        if (usedBefore.isEmpty()) {
            once.forEach(one -> used.put(one.name(), one.until()));
            sessions.put(session.id(), session);
            replaced.ifPresent(id -> revoke(id, session.times().createdAt()));
        }
        return usedBefore;
    }

    @Override
    public synchronized Optional<Session> find(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    @Override
    public synchronized boolean advance(Session from, Session to) {
        Optional<Session> now = at(from);
        RefreshTokenFamily next = to.family();
        now.ifPresent(session -> sessions.put(
                session.id(), session.rotatedTo(next.current(), next.rotatedAt().orElseThrow(), to.client())));
        return now.isPresent();
    }

    @Override
    public synchronized boolean countRepeat(Session session) {
        Optional<Session> now = at(session);
        now.ifPresent(found -> sessions.put(found.id(), found.repeated()));
        return now.isPresent();
    }

    /** The session as it is now, if its current token is still the one that was seen and it is not ended. */
    private Optional<Session> at(Session seen) {
        return find(seen.id())
                .filter(now -> now.revokedAt().isEmpty())
                .filter(now -> now.family().current().equals(seen.family().current()));
    }

    @Override
    public synchronized boolean revoke(String id, Instant at) {
        Session before = sessions.get(id);
        if (before == null || before.revokedAt().isPresent()) {
            return false;
        }
        sessions.put(id, before.revoked(at));
        return true;
    }

    @Override
    public synchronized List<String> revokeAll(String userId, Instant at) {
        List<String> ids = ofUser(userId).map(Session::id).toList();
        return ids.stream().filter(id -> revoke(id, at)).toList();
    }

    @Override
    public synchronized List<String> revokeOthers(String userId, String kept, Instant at) {
        List<String> ids =
                ofUser(userId).map(Session::id).filter(id -> !id.equals(kept)).toList();
        return ids.stream().filter(id -> revoke(id, at)).toList();
    }

    @Override
    public synchronized List<Session> liveSessions(String userId, Instant now) {
        return ofUser(userId)
                .filter(session -> session.isLive(now))
                .sorted(Comparator.comparing(
                                (Session session) -> session.times().lastSeenAt())
                        .reversed())
                .toList();
    }

    @Override
    public synchronized Map<String, Instant> revokedSince(Instant since) {
        return sessions.values().stream()
                .filter(session ->
                        session.revokedAt().filter(at -> !at.isBefore(since)).isPresent())
                .collect(Collectors.toMap(
                        Session::id, session -> session.revokedAt().orElseThrow()));
    }

    @Override
    public synchronized int purge(Instant before, int atMost) {
        int names = forget(used, until -> until.isBefore(before), atMost);
        return Math.max(
                names, forget(sessions, session -> session.times().expiresAt().isBefore(before), atMost));
    }

    private static <T> int forget(Map<String, T> entries, Predicate<T> isOver, int atMost) {
        List<String> over = entries.entrySet().stream()
                .filter(entry -> isOver.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .limit(atMost)
                .toList();
        over.forEach(entries::remove);
        return over.size();
    }

    private Stream<Session> ofUser(String userId) {
        return sessions.values().stream().filter(session -> session.userId().equals(userId));
    }
}
