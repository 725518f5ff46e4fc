package dev.sallyport.spring.live;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sallyport.http.HttpBrowser;
import dev.sallyport.spring.HostileApplication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** One user has many sockets whose other ends do not read, so that all that the server can send is stuck, and one that does. */
@SpringBootTest(
        classes = LiveApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {HostileApplication.BY_ITSELF, HostileApplication.LOCAL_ONLY, "server.shutdown=immediate"})
class SilentPeersTest {

    private static final int SILENT = 100;

    /** The figures are printed; judged is that nobody waits for the send timeout of a peer that does not read, 20 s. */
    private static final Duration SOON = Duration.ofSeconds(15);

    @LocalServerPort
    private int port;

    @Autowired
    private LiveApplication application;

    private final List<Socket> silent = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : silent) {
            socket.close();
        }
    }

    @Test
    void rule19_aSocketThatDoesNotReadDelaysNoOther() throws Exception {
        HttpBrowser ann = new HttpBrowser(port);
        assertThat(ann.signIn("ann", "secret")).isOk();
        for (int i = 0; i < SILENT; i++) {
            silent.add(openAndDoNotRead(ann));
        }
        Listener reading = new Listener();
        HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Cookie", "access=" + ann.cookie("access").orElseThrow())
                .header("Origin", "http://127.0.0.1:" + port)
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/live"), reading)
                .join();
        await().until(() -> threadsStuckInASend() == SILENT);

        long signedOut = System.nanoTime();
        assertThat(ann.post("/auth/logout/all")).hasStatus(204);

        long closed = reading.closed.get(60, TimeUnit.SECONDS);
        await().atMost(Duration.ofSeconds(60)).until(() -> application.talker().open() == 0);
        long gone = System.nanoTime();
        System.out.printf(
                "%d sockets that do not read, one that does: signed out everywhere, it was closed after %d ms, all were after %d ms%n",
                SILENT, millis(closed - signedOut), millis(gone - signedOut));
        assertThat(Duration.ofNanos(closed - signedOut)).isLessThan(SOON);
        assertThat(Duration.ofNanos(gone - signedOut)).isLessThan(SOON);
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    private static long threadsStuckInASend() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getState() != Thread.State.RUNNABLE)
                .filter(thread -> Arrays.stream(thread.getValue())
                        .anyMatch(frame -> frame.getMethodName().equals("talk")))
                .count();
    }

    private Socket openAndDoNotRead(HttpBrowser browser) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        String handshake =
                "GET /live HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nOrigin: http://127.0.0.1:"
                        + port
                        + "\r\nCookie: access=" + browser.cookie("access").orElseThrow() + "\r\n\r\n";
        socket.getOutputStream().write(handshake.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private static final class Listener implements WebSocket.Listener {

        private final CompletableFuture<Long> closed = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed.complete(System.nanoTime());
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable fault) {
            // Cut off without a word: on a busy machine even one that reads may be waited for too long.
            closed.complete(System.nanoTime());
        }
    }
}
