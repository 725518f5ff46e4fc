package dev.sallyport.bench.load;

import java.io.IOException;

/** Which cores a process may use. */
final class Cores {

    /** Counted once: a JVM that is pinned counts one. */
    private static final String ALL = "0-" + (Runtime.getRuntime().availableProcessors() - 1);

    private Cores() {}

    /** From now on all threads of the process share one core. */
    static void pin(long pid, int core) throws IOException, InterruptedException {
        allow(pid, Integer.toString(core));
    }

    /** From now on they may use every core. */
    static void free(long pid) throws IOException, InterruptedException {
        allow(pid, ALL);
    }

    private static void allow(long pid, String cores) throws IOException, InterruptedException {
        Process taskset = new ProcessBuilder("taskset", "-a", "-c", "-p", cores, Long.toString(pid))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (taskset.waitFor() != 0) {
            throw new BenchException("taskset could not give process " + pid + " the cores " + cores + ".");
        }
    }
}
