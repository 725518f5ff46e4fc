package dev.sallyport.bench.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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

    private static final int CLIENTS = 16;

    /** They keep two cores busy. Ours lets one network have nine sign-ins at once there and answers 503 to more. */
    private static final int SIGN_IN_CLIENTS = 4;

    private static final int SINGLE_SIGN_INS = 20;

    private final Pace pace;
    private final Clients clients;
    private final List<RefreshPeer> peers;
    private final List<List<RefreshClient>> browsers = new ArrayList<>();
    private final List<List<KeepAlive>> connections = new ArrayList<>();

    private RefreshPeers(List<RefreshPeer> peers, Pace pace) throws IOException {
        this.peers = peers;
        this.pace = pace;
        this.clients = new Clients(pace.seconds());
        for (RefreshPeer peer : peers) {
            List<RefreshClient> own = new ArrayList<>();
            List<KeepAlive> kept = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                RefreshClient client = peer.browsers().open();
                client.signIn();
                own.add(client);
                kept.add(new KeepAlive(peer.server().port()));
            }
            browsers.add(own);
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
            warmUp(peer);
        }
        for (int round = 0; round < pace.rounds(); round++) {
            System.out.println("Round " + (round + 1) + " of " + pace.rounds() + " of refresh and sign-in");
            for (int peer = 0; peer < peers.size(); peer++) {
                refreshes[peer][round] = clients.rate(CLIENTS, refresh(peer));
            }
            for (int peer = 0; peer < peers.size(); peer++) {
                signIns[peer][round] = clients.rate(SIGN_IN_CLIENTS, signIn(peer));
                millis[peer][round] = oneSignIn(peer);
            }
        }
        List<Row> rows = new ArrayList<>();
        for (int peer = 0; peer < peers.size(); peer++) {
            rows.add(new Row(
                    peers.get(peer).name(),
                    Medians.median(refreshes[peer]),
                    Medians.median(signIns[peer]),
                    Medians.median(millis[peer])));
        }
        return rows;
    }

    /** On new connections: while the others were measured, a server may have closed those that idled. */
    private Clients.Step refresh(int peer) throws IOException {
        List<KeepAlive> kept = connections.get(peer);
        for (int i = 0; i < CLIENTS; i++) {
            kept.get(i).close();
            kept.set(i, new KeepAlive(peers.get(peer).server().port()));
        }
        return number -> browsers.get(peer).get(number).refresh(kept.get(number));
    }

    private Clients.Step signIn(int peer) {
        return number -> {
            RefreshClient browser = browsers.get(peer).get(number);
            browser.visit();
            browser.signIn();
        };
    }

    /** What is no JVM has no compiler that it would have to wait for. */
    private void warmUp(int peer) throws IOException, InterruptedException {
        if (!peers.get(peer).isJvm()) {
            clients.rate(CLIENTS, refresh(peer));
            return;
        }
        try (Jvm jvm = Jvm.of(peers.get(peer).server())) {
            WarmUp warmUp = new WarmUp(jvm, pace.warmUp());
            warmUp.by(count -> clients.rate(count, signIn(peer)), SIGN_IN_CLIENTS, 2);
            warmUp.by(count -> clients.rate(count, refresh(peer)), CLIENTS, 2);
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
        return Medians.median(millis);
    }

    @Override
    public void close() throws IOException {
        clients.close();
        for (List<KeepAlive> kept : connections) {
            for (KeepAlive connection : kept) {
                connection.close();
            }
        }
    }
}
