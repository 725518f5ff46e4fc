package dev.sallyport.session;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A store for tests and trials: everybody is signed out when the process ends. */
public final class InMemorySessionStore implements SessionStore {

    private final ConcurrentMap<String, Session> sessions = new ConcurrentHashMap<>();

    @Override
    public void open(Session session, Optional<String> replaced) {
        sessions.put(session.id(), session);
        replaced.ifPresent(id -> revoke(id, session.times().createdAt()));
    }

    @Override
    public Optional<Session> find(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    @Override
    public boolean advance(String id, Lineage from, Lineage to) {
        Session before = sessions.get(id);
        return before != null
                && before.revokedAt().isEmpty()
                && before.lineage().current().equals(from.current())
                && sessions.replace(
                        id, before, before.advancedTo(to, to.rotatedAt().orElseThrow()));
    }

    @Override
    public boolean revoke(String id, Instant at) {
        AtomicBoolean ended = new AtomicBoolean();
        sessions.computeIfPresent(id, (key, session) -> {
            ended.set(session.revokedAt().isEmpty());
            return ended.get() ? session.revoked(at) : session;
        });
        return ended.get();
    }

    @Override
    public List<String> revokeAll(String userId, Instant at) {
        return ofUser(userId).map(Session::id).filter(id -> revoke(id, at)).toList();
    }

    @Override
    public List<Session> liveSessions(String userId, Instant now) {
        return ofUser(userId)
                .filter(session -> session.isLive(now))
                .sorted(Comparator.comparing(
                                (Session session) -> session.times().lastSeenAt())
                        .reversed())
                .toList();
    }

    @Override
    public Map<String, Instant> revokedSince(Instant since) {
        return sessions.values().stream()
                .filter(session ->
                        session.revokedAt().filter(at -> !at.isBefore(since)).isPresent())
                .collect(Collectors.toMap(
                        Session::id, session -> session.revokedAt().orElseThrow()));
    }

    @Override
    public int purge(Instant before, int atMost) {
        List<Session> over = sessions.values().stream()
                .filter(session -> session.times().expiresAt().isBefore(before))
                .limit(atMost)
                .toList();
        over.forEach(session -> sessions.remove(session.id()));
        return over.size();
    }

    private Stream<Session> ofUser(String userId) {
        return sessions.values().stream().filter(session -> session.userId().equals(userId));
    }
}
