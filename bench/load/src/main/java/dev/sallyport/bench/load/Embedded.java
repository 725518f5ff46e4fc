package dev.sallyport.bench.load;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What refresh and sign-in cost at the server that runs by itself, on its SQLite file, beside the work that cannot be spared.
 *
 * @param refreshes refreshes in a second, by 16 clients over HTTP
 * @param updates bare updates in a second, by 16 threads in the driver
 * @param share the median of the rounds' ratios
 * @param signIns sign-ins, one after the other
 */
record Embedded(double refreshes, double updates, double share, SignIns signIns) {

    private static final int CLIENTS = 16;

    static Embedded of(Path java, Path jar, Path directory, Pace pace) throws IOException, InterruptedException {
        try (RefreshPeer sallyport = RefreshPeer.sallyport(java, jar, directory);
                BareUpdates updates = new BareUpdates(directory.resolve("bare.db"), CLIENTS)) {
            return measured(sallyport.server(), updates, pace);
        } catch (SQLException fault) {
            throw new BenchException("The bare updates failed: " + fault.getMessage());
        }
    }

    private static Embedded measured(Server server, BareUpdates updates, Pace pace)
            throws IOException, InterruptedException {
        List<Session> sessions = new ArrayList<>();
        List<KeepAlive> connections = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            sessions.add(Session.of(server, "demo", RefreshPeer.PASSWORD));
            connections.add(new KeepAlive(server.port()));
        }
        Clients.Step refresh = number -> sessions.get(number).refresh(connections.get(number));
        try (Jvm jvm = Jvm.of(server);
                Clients clients = new Clients(pace.seconds())) {
            new WarmUp(jvm, pace.warmUp()).by(count -> clients.rate(count, refresh), CLIENTS, 2);
            double[] refreshes = new double[pace.rounds()];
            double[] bare = new double[pace.rounds()];
            double[] shares = new double[pace.rounds()];
            for (int i = 0; i < pace.rounds(); i++) {
                bare[i] = clients.rate(CLIENTS, updates::one);
                refreshes[i] = clients.rate(CLIENTS, refresh);
                shares[i] = refreshes[i] / bare[i];
            }
            return new Embedded(
                    Medians.median(refreshes),
                    Medians.median(bare),
                    Medians.median(shares),
                    // Last: by then the server has compiled what both have in common.
                    SignIns.of(server));
        } finally {
            for (KeepAlive connection : connections) {
                connection.close();
            }
        }
    }
}
