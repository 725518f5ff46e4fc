package dev.sallyport.spring.observation;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** How often each constant of an enum occurred. To count one allocates nothing. */
final class EnumCounts<E extends Enum<E>> {

    private final Map<E, LongAdder> counts;

    EnumCounts(Class<E> type) {
        this.counts = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            counts.put(constant, new LongAdder());
        }
    }

    void count(E constant) {
        counter(constant).increment();
    }

    double of(E constant) {
        return counter(constant).doubleValue();
    }

    private LongAdder counter(E constant) {
        return Objects.requireNonNull(counts.get(constant));
    }
}
