package dev.sallyport.key;

import dev.sallyport.key.KeyTable.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When the next key is due and when it may begin to sign.
 *
 * @param algorithm of the keys to come
 * @param rotation how long a key signs before the next is made
 * @param tokenLife how long after its issue a token cannot hold any more
 */
public record KeySchedule(Algorithm algorithm, Duration rotation, Duration tokenLife) {

    /** How long others may go by a key set they fetched. */
    public static final Duration KEY_SET_MAX_AGE = Duration.ofMinutes(5);

    /** How often each node looks for keys that another has added. */
    public static final Duration RELOAD_INTERVAL = Duration.ofMinutes(1);

    /** After it, neither a node nor anybody with a copy of the key set meets a key that they never saw. */
    static final Duration LEAD = KEY_SET_MAX_AGE.plus(RELOAD_INTERVAL);

    /** A key that nobody needs is kept a little, for nodes whose configuration holds tokens longer. */
    private static final Duration KEPT_LONGER = Duration.ofDays(1);

    /** When a key to be made at the start must sign: at once where there is none, or none of the wanted algorithm. */
    Optional<Instant> dueAtStart(List<Row> rows, Instant now) {
        if (rows.isEmpty()) {
            return Optional.of(now);
        }
        boolean changed = newest(rows).key().algorithm() != algorithm;
        return changed ? Optional.of(notBeforeNewest(rows, now)) : due(rows, now);
    }

    /** When a key to be made now must sign, if the newest has signed for long enough. */
    Optional<Instant> due(List<Row> rows, Instant now) {
        boolean isOld = !newest(rows).activatesAt().plus(rotation).isAfter(now);
        return isOld ? Optional.of(afterLead(rows, now)) : Optional.empty();
    }

    /** When a key made on command at {@code now} begins to sign. */
    Instant afterLead(List<Row> rows, Instant now) {
        return notBeforeNewest(rows, now.plus(LEAD));
    }

    /** The oldest generation that may still have to verify. */
    int oldestNeeded(List<Row> rows, Instant now) {
        int oldest = rows.get(0).generation();
        for (Row row : rows) {
            boolean allBeforeAreOver =
                    !row.activatesAt().plus(tokenLife).plus(KEPT_LONGER).isAfter(now);
            oldest = allBeforeAreOver ? row.generation() : oldest;
        }
        return oldest;
    }

    static Row newest(List<Row> rows) {
        return rows.get(rows.size() - 1);
    }

    /** In the order of their generations, or the clock of one node could make an older key sign again. */
    private static Instant notBeforeNewest(List<Row> rows, Instant wanted) {
        Instant newest = newest(rows).activatesAt();
        return wanted.isBefore(newest) ? newest : wanted;
    }
}
