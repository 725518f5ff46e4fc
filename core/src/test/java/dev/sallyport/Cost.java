package dev.sallyport;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;

/**
 * What one call costs once it is warm.
 *
 * @param time the median
 * @param bytes what it allocates, the median too: a compilation in the midst of a call would else count
 */
record Cost(Duration time, long bytes) {

    private static final int CALLS = 101;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Cost of(Runnable call) {
        long[] nanos = new long[CALLS];
        long[] bytes = new long[CALLS];
        for (int round = 0; round < 2 * CALLS; round++) {
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            long began = System.nanoTime();
            call.run();
            nanos[round % CALLS] = System.nanoTime() - began;
            bytes[round % CALLS] = THREADS.getCurrentThreadAllocatedBytes() - allocated;
        }
        Arrays.sort(nanos);
        Arrays.sort(bytes);
        return new Cost(Duration.ofNanos(nanos[CALLS / 2]), bytes[CALLS / 2]);
    }

    @Override
    public String toString() {
        return String.format("%,8.1f us %,8d bytes", time.toNanos() / 1000.0, bytes);
    }
}
