package dev.sallyport.server.browser;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * The network between a browser and the server, which a test can make as bad as networks are. It is one of sockets and not
 * of Playwright's routes: those keep the cookies of an answer even where they lose it.
 */
final class FlakyLine implements AutoCloseable {

    private static final int BACKLOG = 100;

    private final int server;
    private final Map<String, byte[]> pages;
    private final ServerSocket listener;
    private final List<Crossing> crossings = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> entered = new ConcurrentHashMap<>();
    private volatile Function<Crossing, Fate> weather = any -> Fate.ARRIVES;

    /**
     * @param server its port on this machine
     * @param pages what the line answers in the server's place, by call
     */
    FlakyLine(int server, Map<String, byte[]> pages) throws IOException {
        this.server = server;
        this.pages = pages;
        this.listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        inBackground(this::accept);
    }

    /** Where the browser finds the server at the other end. */
    String origin() {
        return "http://localhost:" + listener.getLocalPort();
    }

    /** Decides from now on, also about what is held; counting begins anew. */
    void weather(Function<Crossing, Fate> next) {
        entered.clear();
        weather = next;
    }

    void weather(String call, Fate fate) {
        weather(crossing -> crossing.is(call) ? fate : Fate.ARRIVES);
    }

    void clearUp() {
        weather(any -> Fate.ARRIVES);
    }

    /** Lets none of these calls overtake another: each is done before the next goes on. Call it while none is under way. */
    void keepOrder(String call) {
        long before = done(call);
        weather(crossing ->
                crossing.is(call) && crossing.nth() > 1 + done(call) - before ? Fate.REQUEST_HELD : Fate.ARRIVES);
    }

    private long done(String call) {
        return crossings.stream().filter(crossing -> crossing.is(call)).count();
    }

    Fate fateOf(Crossing crossing) {
        return weather.apply(crossing);
    }

    /** How many of a call there have been since the weather changed, done or under way. */
    int entered(String call) {
        return entered.getOrDefault(call, 0);
    }

    /** What is done, in that order. */
    List<Crossing> crossings() {
        return List.copyOf(crossings);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket browser = listener.accept();
                inBackground(() -> carry(browser));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void carry(Socket browser) {
        try (browser) {
            WireMessage request = WireMessage.readRequest(browser.getInputStream());
            if (request == null) {
                return;
            }
            byte[] page = pages.get(request.call());
            if (page != null) {
                browser.getOutputStream().write(page);
                return;
            }
            int nth = entered.merge(request.call(), 1, Integer::sum);
            new Passage(this, browser, server).carry(request, nth, crossings::add);
        } catch (IOException gone) {
            // The tab was closed, or the server is down. Whoever is left notices.
        }
    }

    private static void inBackground(Runnable work) {
        Thread thread = new Thread(work, "flaky line");
        thread.setDaemon(true);
        thread.start();
    }
}
