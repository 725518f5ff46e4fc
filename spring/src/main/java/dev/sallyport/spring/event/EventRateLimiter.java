package dev.sallyport.spring.event;

import dev.sallyport.SecurityEvent;
import dev.sallyport.SecurityEvent.Kind;
import dev.sallyport.session.EventStore.Group;
import java.util.HashMap;
import java.util.Map;

/**
 * Lets so many events of each {@linkplain Kind#isFrequent frequent} kind pass in a minute, by their own clock, and counts the
 * others: else whoever sends requests fast enough fills a disk. Those that name a user have an allowance apart, which no
 * stranger spends. The kinds that matter most always pass.
 */
final class EventRateLimiter {

    private final int perMinute;
    private final Map<Group, Integer> passed = new HashMap<>();
    private long minute;
    private long leftOut;

    EventRateLimiter(int perMinute) {
        this.perMinute = perMinute;
    }

    synchronized boolean admits(SecurityEvent event) {
        if (!event.kind().isFrequent()) {
            return true;
        }
        long now = Math.floorDiv(event.at().getEpochSecond(), 60L);
        if (now != minute) {
            minute = now;
            passed.clear();
        }
        Group group = new Group(event.kind().name(), event.userId().isPresent());
        if (passed.merge(group, 1, Integer::sum) <= perMinute) {
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
