package dev.sallyport.spring.event;

import dev.sallyport.Refusal;
import dev.sallyport.SecurityEvent;
import dev.sallyport.SecurityEvent.Kind;
import dev.sallyport.key.Secrets;
import dev.sallyport.session.EventStore.Entry;
import dev.sallyport.session.EventStore.Group;
import dev.sallyport.web.Network;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Counts what is {@linkplain Kind#isFrequent frequent}, since a row for each would let strangers fill a disk: within a minute,
 * what one network causes in one session, of one kind and for one reason, is one entry. Its user is part of what it is counted
 * by, so that nobody's deeds hide among another's.
 */
final class EventCounts {

    /** Of a kind, in a minute, that name nobody: what strangers cause, from however many networks. */
    static final int MOST_OF_NOBODY = 100;

    /** The same for those that name a user, which are as many as there are sessions. */
    static final int MOST_OF_USERS = 3_000;

    /** While the database is away; a few megabytes. */
    static final int MOST_WAITING = 10_000;

    /** In the place of an address: of networks for which a minute had no entries left. */
    static final String OTHERS = "*";

    private static final int BATCH = 200;

    /** What is counted as one. */
    private record Sort(
            long minute,
            Kind kind,
            Optional<String> user,
            Optional<String> session,
            String network,
            Optional<Refusal> refusal) {

        static Sort of(SecurityEvent event) {
            return new Sort(
                    minuteOf(event.at()),
                    event.kind(),
                    event.userId(),
                    event.sessionId(),
                    Network.of(event.remoteAddress()).prefix(),
                    event.refusal());
        }

        Group group() {
            return new Group(kind.name(), user.isPresent());
        }

        /** All those of its kind and reason that have no entry of their own. */
        Sort rest() {
            return new Sort(minute, kind, Optional.empty(), Optional.empty(), OTHERS, refusal);
        }
    }

    private record Count(String id, Instant first, int occurrences, int written) {

        Count another() {
            return new Count(id, first, occurrences + 1, written);
        }

        Count written(int occurrencesThen) {
            return new Count(id, first, occurrences, occurrencesThen);
        }
    }

    private final Map<Sort, Count> counts = new LinkedHashMap<>();
    private final Map<Group, Integer> entries = new HashMap<>();
    private long minute;

    /** Counts one, and says whether there was room to. */
    synchronized boolean count(SecurityEvent event) {
        Sort own = Sort.of(event);
        if (own.minute() != minute) {
            minute = own.minute();
            entries.clear();
        }
        Sort sort = counts.containsKey(own) || hasEntryLeft(own.group()) ? own : own.rest();
        Count before = counts.get(sort);
        if (before == null && counts.size() >= MOST_WAITING) {
            return false;
        }
        if (before == null && sort.equals(own)) {
            entries.merge(own.group(), 1, Integer::sum);
        }
        counts.put(sort, before == null ? new Count(Secrets.randomId(), event.at(), 1, 0) : before.another());
        return true;
    }

    private boolean hasEntryLeft(Group group) {
        return entries.getOrDefault(group, 0) < (group.namesUser() ? MOST_OF_USERS : MOST_OF_NOBODY);
    }

    /** What is to be written of a sort. */
    private record Due(Sort sort, Entry entry) {}

    /**
     * Hands over what is new, and of minutes that are over how often it occurred: two writes of an entry at most, however many
     * there were. What the store fails at is due again.
     */
    void write(Instant now, Consumer<List<Entry>> store) {
        List<Due> due = due(minuteOf(now));
        for (int from = 0; from < due.size(); from += BATCH) {
            List<Due> some = due.subList(from, Math.min(due.size(), from + BATCH));
            store.accept(some.stream().map(Due::entry).toList());
            some.forEach(written -> isWritten(written, minuteOf(now)));
        }
    }

    private synchronized List<Due> due(long present) {
        List<Due> due = new ArrayList<>();
        counts.entrySet()
                .removeIf(one -> one.getKey().minute() < present
                        && one.getValue().written() == one.getValue().occurrences());
        counts.forEach((sort, count) -> {
            if (count.written() == 0 || sort.minute() < present) {
                due.add(new Due(sort, entry(sort, count)));
            }
        });
        return due;
    }

    private synchronized void isWritten(Due written, long present) {
        int occurrences = written.entry().occurrences();
        counts.computeIfPresent(
                written.sort(),
                (sort, count) -> sort.minute() < present && count.occurrences() == occurrences
                        ? null
                        : count.written(occurrences));
    }

    private static Entry entry(Sort sort, Count count) {
        return new Entry(
                count.id(),
                count.first(),
                sort.kind().name(),
                sort.user(),
                sort.session(),
                sort.network(),
                sort.refusal().map(Refusal::code),
                count.occurrences());
    }

    private static long minuteOf(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), 60L);
    }
}
