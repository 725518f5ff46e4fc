package dev.sallyport.bench;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One row of a table that shows what more of something costs.
 *
 * @param table which table it belongs to
 * @param count how many there are
 * @param step one request; what it gives is used, so that no compiler leaves it out
 * @param without the same without the gate, which is taken off
 */
record ScaleRow(String table, int count, Supplier<?> step, Supplier<?> without) {

    private static final int AT_ONCE = 64;

    /** What the gate takes for one, in microseconds. */
    double micros(long millis) {
        return micros(step, millis) - micros(without, millis / 2);
    }

    private static double micros(Supplier<?> step, long millis) {
        long begin = System.nanoTime();
        long end = begin + TimeUnit.MILLISECONDS.toNanos(millis);
        long done = 0;
        long now = begin;
        for (; now < end; now = System.nanoTime()) {
            for (int i = 0; i < AT_ONCE; i++) {
                Blackhole.kept = step.get();
            }
            done += AT_ONCE;
        }
        return (now - begin) / 1e3 / done;
    }

    /** Holds the last result. */
    private static final class Blackhole {
        static volatile Object kept;
    }
}
