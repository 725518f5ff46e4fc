package dev.sallyport.spring;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Eight threads, and a provider that takes connections and says nothing. */
@SpringBootTest(
        classes = HostileApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            HostileApplication.BY_ITSELF,
            HostileApplication.LOCAL_ONLY,
            "server.tomcat.threads.max=8",
            "sallyport.trusted-proxies=127.0.0.1",
            "sallyport.social.silent.client-id=app",
            "sallyport.social.silent.client-secret=secret",
            "sallyport.social.closed.issuer=http://127.0.0.1:1",
            "sallyport.social.closed.client-id=app",
            "sallyport.social.closed.client-secret=secret"
        })
class SilentProviderTest {

    private static final ServerSocket SILENT = open();

    @LocalServerPort
    private int port;

    private final ExecutorService clients = Executors.newCachedThreadPool();

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("sallyport.social.silent.issuer", () -> "http://127.0.0.1:" + SILENT.getLocalPort());
    }

    @AfterEach
    void end() {
        clients.shutdownNow();
    }

    @AfterAll
    static void close() throws IOException {
        SILENT.close();
    }

    @Test
    void rule34_sixteenWhoStartAtItHoldUpNobodyElse() throws Exception {
        var answered = new ExecutorCompletionService<Answer>(clients);
        List<Future<Answer>> starts = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            String address = "203.0.113." + i;
            starts.add(answered.submit(() -> start(address)));
        }
        for (int i = 0; i < 11; i++) {
            assertThat(answered.take().get()).isRefusal(503, "provider_unavailable");
        }

        assertThat(new HttpBrowser(port).get("/auth/session")).isOk();
        assertThat(starts.stream().filter(start -> !start.isDone())).hasSize(5);
        for (Future<Answer> start : starts) {
            assertThat(start.get()).isRefusal(503, "provider_unavailable");
            assertThat(start.get().header("Retry-After").orElseThrow()).matches("[1-9][0-9]*");
        }
    }

    @Test
    void rule34_startingIsThrottled() {
        Answer refused = Stream.generate(() -> start("closed", "198.51.100.1"))
                .limit(1000)
                .filter(answer -> answer.status() != 503)
                .findFirst()
                .orElseThrow();

        assertThat(refused).isRefusal(429, "too_many_attempts");
        assertThat(start("closed", "198.51.100.2")).isRefusal(503, "provider_unavailable");
    }

    private Answer start(String address) {
        return start("silent", address);
    }

    private Answer start(String provider, String address) {
        return new HttpBrowser(port)
                .call("GET", "/auth/social/" + provider + "/start")
                .header("X-Forwarded-For", address)
                .send();
    }

    private static ServerSocket open() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
