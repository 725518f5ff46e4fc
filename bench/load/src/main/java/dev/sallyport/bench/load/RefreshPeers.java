package dev.sallyport.bench.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Measures refresh and sign-in at several servers in turns: the same clients, the same windows. */
final class RefreshPeers implements AutoCloseable {

    /**
     * What one server did.
     *
     * @param name how the table calls it
     * @param refreshes in a second, by all clients at once
     * @param signIns in a second, by four clients at once
     * @param signInMillis of one sign-in with nothing else to do
     */
    record Row(String name, double refreshes, double signIns, double signInMillis) {}

    private interface Step {
        void by(int number) throws IOException;
    }

    private static final int CLIENTS = 16;

    /** They keep two cores busy. Ours lets one network have nine sign-ins at once there and answers 503 to more. */
    private static final int SIGN_IN_CLIENTS = 4;

    private static final int SINGLE_SIGN_INS = 20;

    /** A warm-up is over when two windows in a row brought no more than this. */
    private static final double PLATEAU = 1.02;

    private final Pace pace;
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private final List<RefreshPeer> peers;
    private final List<List<RefreshClient>> browsers = new ArrayList<>();
    private final List<List<KeepAlive>> connections = new ArrayList<>();

    private RefreshPeers(List<RefreshPeer> peers, Pace pace) throws IOException {
        this.peers = peers;
        this.pace = pace;
        for (RefreshPeer peer : peers) {
            List<RefreshClient> clients = new ArrayList<>();
            List<KeepAlive> kept = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                RefreshClient client = peer.browsers().open();
                client.signIn();
                clients.add(client);
                kept.add(new KeepAlive(peer.server().port()));
            }
            browsers.add(clients);
            connections.add(kept);
        }
    }

    /** Ours and the others, one after the other started and then measured in turns. */
    static List<Row> of(Path java, Path root, Path directory, Pace pace) throws IOException, InterruptedException {
        Path bench = root.resolve("bench");
        try (RefreshPeer ours = RefreshPeer.sallyport(java, root.resolve("server/target/sallyport.jar"), directory);
                RefreshPeer keycloak = Keycloak.start(java, bench.resolve("target/peers/keycloak"), directory);
                RefreshPeer django = Django.start(bench.resolve("apps/django"), directory);
                RefreshPeers peers = new RefreshPeers(List.of(ours, keycloak, django), pace)) {
            return peers.measure();
        }
    }

    /** One row for each peer, in their order. */
    private List<Row> measure() throws IOException, InterruptedException {
        double[][] refreshes = new double[peers.size()][pace.rounds()];
        double[][] signIns = new double[peers.size()][pace.rounds()];
        double[][] millis = new double[peers.size()][pace.rounds()];
        for (int peer = 0; peer < peers.size(); peer++) {
            System.out.println(
                    "Warming up: refresh and sign-in at " + peers.get(peer).name());
            warmUp(signIn(peer), SIGN_IN_CLIENTS);
            warmUp(refresh(peer), CLIENTS);
        }
        for (int round = 0; round < pace.rounds(); round++) {
            System.out.println("Round " + (round + 1) + " of " + pace.rounds() + " of refresh and sign-in");
            for (int peer = 0; peer < peers.size(); peer++) {
                refreshes[peer][round] = rate(refresh(peer), CLIENTS);
            }
            for (int peer = 0; peer < peers.size(); peer++) {
                signIns[peer][round] = rate(signIn(peer), SIGN_IN_CLIENTS);
                millis[peer][round] = oneSignIn(peer);
            }
        }
        List<Row> rows = new ArrayList<>();
        for (int peer = 0; peer < peers.size(); peer++) {
            rows.add(new Row(
                    peers.get(peer).name(), median(refreshes[peer]), median(signIns[peer]), median(millis[peer])));
        }
        return rows;
    }

    /** On new connections: while the others were measured, a server may have closed those that idled. */
    private Step refresh(int peer) throws IOException {
        List<KeepAlive> kept = connections.get(peer);
        for (int i = 0; i < CLIENTS; i++) {
            kept.get(i).close();
            kept.set(i, new KeepAlive(peers.get(peer).server().port()));
        }
        return number -> browsers.get(peer).get(number).refresh(kept.get(number));
    }

    private Step signIn(int peer) {
        return number -> {
            RefreshClient browser = browsers.get(peer).get(number);
            browser.visit();
            browser.signIn();
        };
    }

    private void warmUp(Step step, int clients) throws InterruptedException {
        double best = 0;
        int flat = 0;
        for (int i = 0; i < pace.longestWarmUp() && (i < pace.leastWarmUp() || flat < 2); i++) {
            double rate = rate(step, clients);
            flat = rate < best * PLATEAU ? flat + 1 : 0;
            best = Math.max(best, rate);
        }
    }

    private double oneSignIn(int peer) throws IOException {
        double[] millis = new double[SINGLE_SIGN_INS];
        RefreshClient browser = browsers.get(peer).get(0);
        for (int i = 0; i < millis.length; i++) {
            browser.visit();
            long begin = System.nanoTime();
            browser.signIn();
            millis[i] = (System.nanoTime() - begin) / 1e6;
        }
        return median(millis);
    }

    private double rate(Step step, int count) throws InterruptedException {
        long begin = System.nanoTime();
        long end = begin + pace.seconds() * 1_000_000_000L;
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

    private static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        for (List<KeepAlive> kept : connections) {
            for (KeepAlive connection : kept) {
                connection.close();
            }
        }
    }
}
