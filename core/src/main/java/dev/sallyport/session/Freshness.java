package dev.sallyport.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How fresh a node's knowledge of revocations is, and when it could not be had. It reads no clock and no store.
 *
 * <p>The same observations tell when nobody could have refreshed. {@link Rotation}'s grace is meant for answers that got lost
 * and tabs that race, and neither can be made good while the store is away: for that long, the grace stands still.
 */
public final class Freshness {

    /** No grace is longer, so an outage that has been over for this long makes no difference to any. */
    private static final Duration LONGEST_GRACE = Duration.ofMinutes(5);

    private record Gap(Instant from, Instant to) {

        Duration within(Instant begin, Instant end) {
            Instant first = from.isAfter(begin) ? from : begin;
            Instant last = to.isBefore(end) ? to : end;
            return first.isBefore(last) ? Duration.between(first, last) : Duration.ZERO;
        }
    }

    /**
     * @param asOf everything that ended before is known
     * @param failing whether the last attempt to hear more was in vain
     */
    private record State(Instant asOf, boolean failing, List<Gap> gaps) {}

    private final Duration bound;
    private volatile State state;

    /** Knowledge that is complete as of {@code asOf} and stale when it is older than {@code bound}. */
    public Freshness(Duration bound, Instant asOf) {
        this.bound = bound;
        this.state = new State(asOf, false, List.of());
    }

    /** The store was asked at {@code asked} and has answered at {@code now}. */
    public synchronized void heard(Instant asked, Instant now) {
        List<Gap> gaps = new ArrayList<>(state.gaps());
        gaps.removeIf(gap -> gap.to().plus(LONGEST_GRACE).isBefore(now));
        if (state.failing() || isTooLong(asked, now)) {
            gaps.add(new Gap(state.asOf(), now));
        }
        state = new State(asked, false, List.copyOf(gaps));
    }

    /** The store was asked and did not answer. */
    public synchronized void failed() {
        state = new State(state.asOf(), true, state.gaps());
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
        return isTooLong(state.asOf(), now) || isTooLong(now, state.asOf());
    }

    /** Whether the store did not answer when it was last asked. */
    public boolean isFailing() {
        return state.failing();
    }

    /** For how much of the time from {@code begin} to {@code end} the store is known to have been away. */
    public Duration silence(Instant begin, Instant end) {
        State seen = state;
        Stream<Gap> stillOpen = seen.failing() ? Stream.of(new Gap(seen.asOf(), end)) : Stream.empty();
        return Stream.concat(seen.gaps().stream(), stillOpen)
                .map(gap -> gap.within(begin, end))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private boolean isTooLong(Instant from, Instant to) {
        return Duration.between(from, to).compareTo(bound) > 0;
    }
}
