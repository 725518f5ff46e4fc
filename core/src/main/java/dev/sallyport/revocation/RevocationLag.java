package dev.sallyport.revocation;

import dev.sallyport.session.Rotation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How fresh a node's knowledge of revocations is, and when the store could not be had. It reads no clock and no store.
 *
 * <p>The same observations tell when nobody could have refreshed. {@link Rotation}'s grace is meant for answers that got lost
 * and tabs that race, and neither can be made good while the store is away: for that long, the grace stands still.
 */
public final class RevocationLag {

    /** However fast a store comes and goes, one gap is kept for as long, and it counts what it is made of. */
    private static final Duration ONE_GAP = Duration.ofSeconds(1);

    private static final int MOST_GAPS = 1_000;

    /**
     * A time in which the store did not answer, or several within {@link #ONE_GAP}.
     *
     * @param silent for how much of it
     */
    private record Gap(Instant from, Instant to, Duration silent) {

        static Gap between(Instant from, Instant to) {
            return new Gap(from, to, from.isBefore(to) ? Duration.between(from, to) : Duration.ZERO);
        }

        boolean takesIn(Gap next) {
            return next.from().isBefore(from.plus(ONE_GAP));
        }

        Gap with(Gap next) {
            return new Gap(from, later(to, next.to()), silent.plus(next.silent()));
        }

        Duration within(Instant begin, Instant end) {
            Duration overlap =
                    between(later(from, begin), to.isBefore(end) ? to : end).silent();
            return overlap.compareTo(silent) < 0 ? overlap : silent;
        }
    }

    /**
     * @param asOf all revocations before this are known
     * @param answered when the latest call began that the store answered
     * @param failingSince when the first call began that failed in this outage; empty where there is none
     */
    private record State(Instant asOf, Instant answered, Optional<Instant> failingSince, List<Gap> gaps) {

        /** Whether the store answered somebody who asked after {@code asked}; no clock that was set back makes it so. */
        boolean answeredAfter(Instant asked, Instant now) {
            return answered.isAfter(asked) && !answered.isAfter(now);
        }
    }

    /** When what is known is fresh, kept since each request asks. */
    private record Fresh(Instant from, Instant to) {

        static Fresh around(Instant asOf, Duration bound) {
            return new Fresh(asOf.minus(bound), asOf.plus(bound));
        }
    }

    private final Duration bound;
    private volatile State state;
    private volatile Fresh fresh;

    /** Knowledge that is complete as of {@code asOf} and stale when it is older than {@code bound}. */
    public RevocationLag(Duration bound, Instant asOf) {
        this.bound = bound;
        this.state = new State(asOf, asOf, Optional.empty(), List.of());
        this.fresh = Fresh.around(asOf, bound);
    }

    /** The store was asked at {@code asked} what ended, and has said so at {@code now}. */
    public synchronized void heard(Instant asked, Instant now) {
        answered(asked, now);
        state = new State(asked, state.answered(), state.failingSince(), state.gaps());
        fresh = Fresh.around(asked, bound);
    }

    /** The store was asked for something else at {@code asked} and has done it at {@code now}. It tells nothing of who ended. */
    public synchronized void answered(Instant asked, Instant now) {
        boolean wasNews = !state.answeredAfter(asked, now);
        Optional<Instant> silentFrom =
                state.failingSince().or(() -> Optional.of(asked).filter(any -> wasNews && isTooLong(asked, now)));
        List<Gap> gaps =
                silentFrom.map(from -> withGap(state.gaps(), from, now)).orElse(state.gaps());
        state = new State(state.asOf(), wasNews ? asked : state.answered(), Optional.empty(), gaps);
    }

    /** The store was asked at {@code asked}, and at {@code now} it is known that it does not answer. */
    public synchronized void failed(Instant asked, Instant now) {
        // A request that waited long may fail after younger ones succeeded: that says nothing new about the store.
        if (state.failingSince().isEmpty() && !state.answeredAfter(asked, now)) {
            state = new State(state.asOf(), state.answered(), Optional.of(asked), state.gaps());
        }
    }

    /** Everything that ended before this instant is known. */
    public Instant asOf() {
        return state.asOf();
    }

    /** How long ago an ended session may have been missed: the most that revocation lags behind here. */
    public Duration lag(Instant now) {
        return Duration.between(state.asOf(), now);
    }

    /** Whether the knowledge is older than the bound, or from a future that a clock set back has made of the past. */
    public boolean isStale(Instant now) {
        Fresh known = fresh;
        return now.isBefore(known.from()) || now.isAfter(known.to());
    }

    /** Whether the store did not answer when it was last asked. */
    public boolean isFailing() {
        return state.failingSince().isPresent();
    }

    /** For how much of the time from {@code begin} to {@code end} the store is known to have been away. */
    public Duration silence(Instant begin, Instant end) {
        State seen = state;
        Optional<Gap> stillOpen = seen.failingSince().map(from -> apart(seen.gaps(), from, end));
        return Stream.concat(seen.gaps().stream(), stillOpen.stream())
                .map(gap -> gap.within(begin, end))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static List<Gap> withGap(List<Gap> before, Instant from, Instant to) {
        Deque<Gap> gaps = new ArrayDeque<>(before);
        // Only a clock that was set back has gaps ahead of it.
        gaps.removeIf(gap -> gap.from().isAfter(to));
        Gap next = apart(gaps, from, to);
        if (!gaps.isEmpty() && gaps.getLast().takesIn(next)) {
            gaps.addLast(gaps.removeLast().with(next));
        } else {
            gaps.addLast(next);
        }
        return mattering(gaps, to);
    }

    /** Two who waited at the same time did not wait twice as long. */
    private static Gap apart(Collection<Gap> gaps, Instant from, Instant to) {
        return Gap.between(gaps.stream().map(Gap::to).reduce(from, RevocationLag::later), to);
    }

    /** After an outage the store has to answer for as long as the longest grace before the outage matters to none. */
    private static List<Gap> mattering(Deque<Gap> gaps, Instant now) {
        Deque<Gap> kept = new ArrayDeque<>();
        Instant horizon = now.minus(Rotation.LONGEST_GRACE);
        while (!gaps.isEmpty()
                && kept.size() < MOST_GAPS
                && !gaps.getLast().to().isBefore(horizon)) {
            Gap gap = gaps.removeLast();
            horizon = horizon.minus(gap.silent());
            kept.addFirst(gap);
        }
        return List.copyOf(kept);
    }

    private boolean isTooLong(Instant from, Instant to) {
        return Duration.between(from, to).compareTo(bound) > 0;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
