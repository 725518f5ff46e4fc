package dev.sallyport.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Many threads that start on one signal. */
public final class Race {

    private Race() {}

    /** What each of {@code runners} got, in their order. */
    public static <T> List<T> of(int runners, IntFunction<Callable<T>> runner) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(runners);
        CountDownLatch signal = new CountDownLatch(1);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < runners; i++) {
                Callable<T> run = runner.apply(i);
                running.add(threads.submit(() -> {
                    signal.await();
                    return run.call();
                }));
            }
            signal.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> future : running) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
