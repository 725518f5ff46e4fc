package dev.sallyport.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * What refresh and sign-in cost at the server that runs by itself, on its SQLite file, beside the work that cannot be spared.
 *
 * @param refreshes refreshes in a second, by 16 clients over HTTP
 * @param updates bare updates in a second, by 16 threads in the driver
 * @param share the median of the rounds' ratios
 * @param signInMillis one sign-in over HTTP
 * @param hashMillis one Argon2id hash with the server's settings, in the driver
 */
record Embedded(double refreshes, double updates, double share, double signInMillis, double hashMillis) {

    private static final int CLIENTS = 16;
    private static final int SIGN_INS = 60;
    private static final String PASSWORD = "a password of the benchmark";

    /** The settings of the server. */
    private static final Argon2Parameters ARGON2 = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withSalt(new byte[16])
            .withMemoryAsKB(19 * 1024)
            .withIterations(2)
            .withParallelism(1)
            .build();

    /** One thing done by client {@code number}. */
    private interface Step {
        void by(int number) throws IOException, SQLException;
    }

    static Embedded of(Path java, Path jar, Path directory, Pace pace) throws IOException, InterruptedException {
        Path own = Files.createTempDirectory(directory, "embedded");
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(Server.JVM);
        command.addAll(List.of(
                "-jar",
                jar.toAbsolutePath().toString(),
                "--server.port=@PORT@",
                "--server.address=127.0.0.1",
                "--sallyport.demo.password=" + PASSWORD));
        try (Server server =
                        Server.start("sallyport.jar on SQLite", command, own).await();
                BareUpdates updates = new BareUpdates(own.resolve("bare.db"), CLIENTS)) {
            return measured(server, updates, pace);
        } catch (SQLException fault) {
            throw new BenchException("The bare updates failed: " + fault.getMessage());
        }
    }

    private static Embedded measured(Server server, BareUpdates updates, Pace pace)
            throws IOException, InterruptedException {
        List<Session> sessions = new ArrayList<>();
        List<KeepAlive> connections = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            sessions.add(Session.of(server, "demo", PASSWORD));
            connections.add(new KeepAlive(server.port()));
        }
        Step refresh = number -> sessions.get(number).refresh(connections.get(number));
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try (Jvm jvm = Jvm.of(server)) {
            new WarmUp(jvm, pace.warmUp()).by(clients -> rate(threads, clients, refresh, pace.seconds()), CLIENTS, 2);
            double[] refreshes = new double[pace.rounds()];
            double[] bare = new double[pace.rounds()];
            double[] shares = new double[pace.rounds()];
            for (int i = 0; i < pace.rounds(); i++) {
                bare[i] = rate(threads, CLIENTS, updates::one, pace.seconds());
                refreshes[i] = rate(threads, CLIENTS, refresh, pace.seconds());
                shares[i] = refreshes[i] / bare[i];
            }
            // Last: by then the server has compiled what both have in common, and sign-ins are too slow to warm it.
            double[] signIns = signIns(server);
            return new Embedded(median(refreshes), median(bare), median(shares), signIns[0], signIns[1]);
        } finally {
            threads.shutdownNow();
            for (KeepAlive connection : connections) {
                connection.close();
            }
        }
    }

    private static double rate(ExecutorService threads, int count, Step step, int seconds) throws InterruptedException {
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

    /** The medians of a sign-in and of a hash, in turns, in milliseconds; the first half warms up. */
    private static double[] signIns(Server server) throws IOException {
        double[] signIns = new double[SIGN_INS];
        double[] hashes = new double[SIGN_INS];
        for (int i = 0; i < 2 * SIGN_INS; i++) {
            long begin = System.nanoTime();
            hash();
            hashes[i % SIGN_INS] = millis(begin);
            Session visitor = Session.visiting(server);
            begin = System.nanoTime();
            visitor.signIn(server, "demo", PASSWORD);
            signIns[i % SIGN_INS] = millis(begin);
        }
        return new double[] {median(signIns), median(hashes)};
    }

    private static void hash() {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(ARGON2);
        argon2.generateBytes(PASSWORD.toCharArray(), new byte[32]);
    }

    private static double millis(long begin) {
        return (System.nanoTime() - begin) / 1e6;
    }

    private static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
