package dev.sallyport.server.storm;

import dev.sallyport.server.ServerProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Many sessions that refresh at a steady rate, at several nodes in turn, and try again when they are told to. */
final class Storm implements AutoCloseable {

    private static final int SESSIONS = 50;

    private final Tally tally = new Tally();
    private final List<Refresher> refreshers = new ArrayList<>();
    private final List<Future<Boolean>> running = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(SESSIONS);
    private volatile CompletableFuture<Long> nextSuccess = new CompletableFuture<>();

    /** Begins at once, with {@code perSecond} refreshes in all while nothing holds them up. */
    Storm(List<ServerProcess> nodes, int perSecond) {
        Refresher.Pace pace = new Refresher.Pace(
                TimeUnit.SECONDS.toNanos(SESSIONS) / perSecond, () -> nextSuccess.complete(System.nanoTime()));
        List<Integer> ports = nodes.stream().map(ServerProcess::port).toList();
        for (int i = 0; i < SESSIONS; i++) {
            Tokens tokens = Tokens.of(nodes.get(i % nodes.size()).signedIn());
            refreshers.add(new Refresher(ports, tokens, tally, pace));
        }
        refreshers.forEach(refresher -> running.add(threads.submit(refresher)));
    }

    Tally tally() {
        return tally;
    }

    /** When somebody is next answered 200, by {@link System#nanoTime}. */
    CompletableFuture<Long> nextSuccess() {
        nextSuccess = new CompletableFuture<>();
        return nextSuccess;
    }

    /** Lets {@code seconds} go by; how many refreshes were answered with 200 in each of them. */
    long rage(int seconds) throws InterruptedException {
        long before = tally.of("200"::equals);
        TimeUnit.SECONDS.sleep(seconds);
        return (tally.of("200"::equals) - before) / seconds;
    }

    /** Ends it, and says how many of the sessions did not live to see the end: the last refresh of each must succeed. */
    int lostSessions() throws Exception {
        refreshers.forEach(Refresher::finish);
        int lost = 0;
        for (Future<Boolean> alive : running) {
            lost += alive.get(2, TimeUnit.MINUTES) ? 0 : 1;
        }
        return lost;
    }

    /** Ends it where it stands; the tokens that each session was last given. */
    List<Tokens> abandon() throws Exception {
        refreshers.forEach(Refresher::abandon);
        for (Future<Boolean> session : running) {
            session.get(2, TimeUnit.MINUTES);
        }
        return refreshers.stream().map(Refresher::tokens).toList();
    }

    @Override
    public void close() {
        refreshers.forEach(Refresher::abandon);
        threads.shutdown();
    }
}
