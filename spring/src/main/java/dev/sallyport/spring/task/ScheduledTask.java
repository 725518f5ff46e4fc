package dev.sallyport.spring.task;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does a chore again and again on a thread of its own, whether or not the application schedules anything itself. */
public final class ScheduledTask implements AutoCloseable {

    private final ScheduledExecutorService thread;

    /** Begins after {@code first}. The chore must not throw: one that does is never done again. */
    public ScheduledTask(String name, Duration first, Duration between, Runnable chore) {
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread worker = new Thread(task, name);
            worker.setDaemon(true);
            return worker;
        });
        var unused = thread.scheduleWithFixedDelay(chore, first.toMillis(), between.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
