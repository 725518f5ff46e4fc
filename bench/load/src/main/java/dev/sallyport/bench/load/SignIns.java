package dev.sallyport.bench.load;

import java.io.IOException;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * What a sign-in costs beside the hash that cannot be spared. Server and driver share one core, since neither works while the other does,
 * and two cores of one machine can differ by half.
 *
 * @param millis one sign-in over HTTP
 * @param hashMillis one Argon2id hash with the server's settings, in the driver
 * @param ratio the median of the pairs' ratios
 */
record SignIns(double millis, double hashMillis, double ratio) {

    private static final int CORE = 0;
    private static final int PAIRS = 100;

    /** So many that the code which only a sign-in runs is compiled, too. */
    private static final int WARM_UP = 300;

    /** The settings of the server. */
    private static final Argon2Parameters ARGON2 = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withSalt(new byte[16])
            .withMemoryAsKB(19 * 1024)
            .withIterations(2)
            .withParallelism(1)
            .build();

    /** Of a server that is warm but for these. */
    static SignIns of(Server server) throws IOException, InterruptedException {
        for (int i = 0; i < WARM_UP; i++) {
            hash();
            signIn(server);
        }
        long driver = ProcessHandle.current().pid();
        Cores.pin(server.pid(), CORE);
        Cores.pin(driver, CORE);
        double[] millis = new double[PAIRS];
        double[] hashes = new double[PAIRS];
        double[] ratios = new double[PAIRS];
        for (int i = 0; i < PAIRS; i++) {
            hashes[i] = hash();
            millis[i] = signIn(server);
            ratios[i] = millis[i] / hashes[i];
        }
        Cores.free(driver);
        return new SignIns(Medians.median(millis), Medians.median(hashes), Medians.median(ratios));
    }

    private static double signIn(Server server) throws IOException {
        Session visitor = Session.visiting(server);
        long begin = System.nanoTime();
        visitor.signIn(server, "demo", RefreshPeer.PASSWORD);
        return millisSince(begin);
    }

    private static double hash() {
        long begin = System.nanoTime();
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(ARGON2);
        argon2.generateBytes(RefreshPeer.PASSWORD.toCharArray(), new byte[32]);
        return millisSince(begin);
    }

    private static double millisSince(long begin) {
        return (System.nanoTime() - begin) / 1e6;
    }
}
