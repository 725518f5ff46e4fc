package dev.sallyport.server.browser;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.function.Consumer;

/** Carries one request over a {@link FlakyLine}, as far as the weather lets it. */
final class Passage {

    private static final int GLANCE_MS = 5;

    private final FlakyLine line;
    private final Socket browser;
    private final int server;
    private Crossing crossing;

    Passage(FlakyLine line, Socket browser, int server) {
        this.line = line;
        this.browser = browser;
        this.server = server;
    }

    void carry(WireMessage request, int nth, Consumer<Crossing> log) throws IOException {
        crossing = Crossing.entering(request.call(), nth, request.refreshToken());
        try {
            Fate fate = fateAfter(Fate.REQUEST_HELD);
            switch (fate) {
                case REQUEST_LOST -> breakOff();
                case UNAVAILABLE, BAD_GATEWAY -> browser.getOutputStream().write(fate.answer());
                default -> carryOver(request);
            }
        } finally {
            log.accept(crossing);
        }
    }

    private void carryOver(WireMessage request) throws IOException {
        byte[] bytes = ask(request);
        WireMessage answer = WireMessage.answer(bytes);
        crossing = crossing.answered(answer.status(), answer.refreshToken());
        if (fateAfter(Fate.ANSWER_HELD) == Fate.ANSWER_LOST) {
            breakOff();
            return;
        }
        lookWhetherAnybodyWaits();
        browser.getOutputStream().write(bytes);
        crossing = crossing.arrived();
    }

    private byte[] ask(WireMessage request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server)) {
            socket.getOutputStream().write(request.forTheLastTime());
            byte[] answer = socket.getInputStream().readAllBytes();
            if (answer.length == 0) {
                throw new IOException("The server went away.");
            }
            return answer;
        }
    }

    private Fate fateAfter(Fate held) throws IOException {
        Fate fate = line.fateOf(crossing);
        while (fate == held) {
            lookWhetherAnybodyWaits();
            fate = line.fateOf(crossing);
        }
        return fate;
    }

    /** A request whose tab is gone goes no further, however long it was under way. */
    private void lookWhetherAnybodyWaits() throws IOException {
        browser.setSoTimeout(GLANCE_MS);
        try {
            if (browser.getInputStream().read() < 0) {
                throw new IOException("The tab went away.");
            }
        } catch (SocketTimeoutException waiting) {
            browser.setSoTimeout(0);
        }
    }

    /** With a reset, so that the browser takes it for a fault and not for an empty answer. */
    private void breakOff() throws IOException {
        browser.setSoLinger(true, 0);
    }
}
