package dev.sallyport.bench.load;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients that do the same thing over and over, all at once. */
final class Clients implements AutoCloseable {

    /** One thing done by client {@code number}. */
    interface Step {
        void by(int number) throws IOException, SQLException;
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final int seconds;

    /**
     * Clients to be.
     *
     * @param seconds how long they work each time
     */
    Clients(int seconds) {
        this.seconds = seconds;
    }

    /** What so many do in a second. */
    double rate(int count, Step step) throws InterruptedException {
        long begin = System.nanoTime();
        long end = begin + seconds * 1_000_000_000L;
        List<Callable<Integer>> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            clients.add(() -> {
                int done = 0;
                for (; System.nanoTime() < end; done++) {
                    step.by(number);
                }
                return done;
            });
        }
        int sum = 0;
        for (Future<Integer> client : threads.invokeAll(clients)) {
            try {
                sum += client.get();
            } catch (ExecutionException fault) {
                throw new BenchException("A client failed: " + fault.getCause());
            }
        }
        return sum * 1e9 / (System.nanoTime() - begin);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
