package dev.sallyport.bench.load;

import java.io.IOException;

/**
 * Loads a server until its compiler has nothing left to do. A plateau of its figures says less: they stand still, too, while the
 * compiler waits behind busy threads for a core.
 */
final class WarmUp {

    /** What is run against the server, for one window. */
    interface Load {

        void from(int clients) throws IOException, InterruptedException;
    }

    /** The share of a window that the compiler may still work. */
    private static final double QUIET = 0.04;

    private final Jvm jvm;
    private final int longest;

    /**
     * A warm-up to be.
     *
     * @param longest how many windows each part takes at most
     */
    WarmUp(Jvm jvm, int longest) {
        this.jvm = jvm;
        this.longest = longest;
    }

    /**
     * First by one client, which leaves the compiler a core; then by as many as are measured, who meet code that one alone does not.
     *
     * @param windows how many quiet windows in a row end each part
     */
    void by(Load load, int clients, int windows) throws IOException, InterruptedException {
        untilQuiet(load, 1, windows);
        untilQuiet(load, clients, windows);
    }

    private void untilQuiet(Load load, int clients, int windows) throws IOException, InterruptedException {
        int quiet = 0;
        for (int i = 0; i < longest && quiet < windows; i++) {
            long compiled = jvm.compilationMillis();
            long begin = System.nanoTime();
            load.from(clients);
            double millis = (System.nanoTime() - begin) / 1e6;
            quiet = (jvm.compilationMillis() - compiled) / millis < QUIET ? quiet + 1 : 0;
        }
    }
}
