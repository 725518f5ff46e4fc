package dev.sallyport.spring;

import dev.sallyport.SecurityEvent;
import dev.sallyport.SecurityEvent.Kind;
import java.util.EnumMap;
import java.util.Map;

/**
 * Lets so many events of each {@linkplain Kind#isFrequent frequent} kind pass in a second, by their own clock, and counts the
 * others: else whoever sends requests fast enough fills a disk. The kinds that matter most always pass.
 */
final class EventAllowance {

    private final int perSecond;
    private final Map<Kind, Integer> passed = new EnumMap<>(Kind.class);
    private long second;
    private long leftOut;

    EventAllowance(int perSecond) {
        this.perSecond = perSecond;
    }

    synchronized boolean admits(SecurityEvent event) {
        if (!event.kind().isFrequent()) {
            return true;
        }
        if (event.at().getEpochSecond() != second) {
            second = event.at().getEpochSecond();
            passed.clear();
        }
        if (passed.merge(event.kind(), 1, Integer::sum) <= perSecond) {
            return true;
        }
        leftOut++;
        return false;
    }

    /** How many did not pass since this was last asked. */
    synchronized long takeLeftOut() {
        long count = leftOut;
        leftOut = 0;
        return count;
    }
}
