package dev.sallyport.spring.live;

import dev.sallyport.Sallyport;
import dev.sallyport.spring.task.ScheduledTask;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads of the {@link SessionMonitor}: one that looks, one that asks, and a few that end what is to be ended. */
final class SessionMonitorTasks implements AutoCloseable {

    /** So many peers that do not read are waited for at once; each {@link LiveConnection} says how long for itself. */
    private static final int CLOSERS = 8;

    private static final int IDLE_SECONDS = 10;

    private final SessionMonitor monitor;
    private final ThreadPoolExecutor closers;
    private final ScheduledTask looking;
    private final ScheduledTask asking;

    SessionMonitorTasks(Sallyport sallyport, Clock clock) {
        // No bean: Spring Boot makes no task executor for the application where there is any executor already.
        this.closers = new ThreadPoolExecutor(
                CLOSERS, CLOSERS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread worker = new Thread(task, "sallyport-closer");
                    worker.setDaemon(true);
                    return worker;
                });
        closers.allowCoreThreadTimeOut(true);
        this.monitor = new SessionMonitor(sallyport, clock, closers);
        Duration second = Duration.ofSeconds(1);
        this.looking = new ScheduledTask("sallyport-looks", second, second, monitor::look);
        this.asking = new ScheduledTask("sallyport-questions", second, second, monitor::ask);
    }

    SessionMonitor watch() {
        return monitor;
    }

    @Override
    public void close() {
        looking.close();
        asking.close();
        closers.shutdown();
    }
}
