package dev.sallyport.social;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A store for tests and trials: all links are gone when the process ends. One lock makes each method one step. */
public final class InMemorySocialStore implements SocialStore {

    private final Map<String, Instant> used = new HashMap<>();
    private final Map<String, Link> links = new LinkedHashMap<>();

    @Override
    public synchronized boolean useOnce(String name, Instant until) {
        return used.putIfAbsent(name, until) == null;
    }

    @Override
    public synchronized Optional<Link> find(String issuer, String subject) {
        return links.values().stream()
                .filter(link -> link.identity().issuer().equals(issuer)
                        && link.identity().subject().equals(subject))
                .findFirst();
    }

    @Override
    public synchronized Link add(Link link) {
        Optional<Link> standing = find(link.identity().issuer(), link.identity().subject());
        standing.ifPresentOrElse(already -> {}, () -> links.put(link.id(), link));
        return standing.orElse(link);
    }

    @Override
    public synchronized Optional<Link> settle(Link link, String userId) {
        return Optional.ofNullable(links.computeIfPresent(
                link.id(),
                (id, standing) -> standing.settled()
                        ? standing
                        : new Link(id, standing.identity(), userId, standing.linkedAt(), true)));
    }

    @Override
    public synchronized List<Link> of(String userId) {
        return links.values().stream()
                .filter(link -> link.userId().equals(userId))
                .toList();
    }

    @Override
    public synchronized Removal remove(String userId, String id, Predicate<List<Link>> suffices) {
        List<Link> theirs = of(userId);
        List<Link> rest = theirs.stream().filter(link -> !link.id().equals(id)).toList();
        if (rest.size() == theirs.size()) {
            return Removal.UNKNOWN;
        }
        if (!suffices.test(rest)) {
            return Removal.NEEDED;
        }
        links.remove(id);
        return Removal.REMOVED;
    }

    @Override
    public synchronized void forget(String userId) {
        links.values().removeIf(link -> link.userId().equals(userId));
    }

    @Override
    public synchronized int purge(Instant before, int atMost) {
        List<String> over = used.entrySet().stream()
                .filter(entry -> entry.getValue().isBefore(before))
                .map(Map.Entry::getKey)
                .limit(atMost)
                .toList();
        over.forEach(used::remove);
        return over.size();
    }
}
