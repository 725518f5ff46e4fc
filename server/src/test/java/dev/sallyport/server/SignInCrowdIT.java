package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged server with eight threads and real hashes, and a crowd at one address that signs in all at once. */
class SignInCrowdIT {

    private static final int CROWD = 100;

    @TempDir
    private Path folder;

    private final ExecutorService crowd = Executors.newFixedThreadPool(CROWD);

    @AfterEach
    void disperse() {
        crowd.shutdownNow();
    }

    @Test
    void aLoadBalancerHearsThatItIsUpThroughout() throws Exception {
        try (ServerProcess server =
                Launch.in(folder, "--server.tomcat.threads.max=8").start()) {
            List<Callable<Answer>> signIns = IntStream.range(0, CROWD)
                    .mapToObj(i -> signIn(visitor(server), "somebody" + i))
                    .toList();
            HttpBrowser balancer = server.browser();
            assertThat(balancer.get("/actuator/health")).hasStatus(200);

            List<Future<Answer>> pending = signIns.stream().map(crowd::submit).toList();
            List<Duration> waits = new ArrayList<>();
            while (waits.isEmpty() || !pending.stream().allMatch(Future::isDone)) {
                long asked = System.nanoTime();
                assertThat(balancer.get("/actuator/health")).hasStatus(200);
                waits.add(Duration.ofNanos(System.nanoTime() - asked));
            }

            for (Future<Answer> signIn : pending) {
                assertIsRejectedOrToldToComeBack(signIn.get());
            }
            System.out.println(waits.size() + " answers of health, the slowest after " + last(waits));
            assertThat(median(waits)).isLessThan(Duration.ofSeconds(1));
            assertThat(server.signedIn().get("/auth/session")).hasMembers(Map.of("authenticated", true));
        }
    }

    private static Callable<Answer> signIn(HttpBrowser visitor, String name) {
        return () -> visitor.post("/auth/login", Map.of("username", name, "password", "a guess of theirs"));
    }

    private static void assertIsRejectedOrToldToComeBack(Answer answer) {
        if (answer.status() == 401) {
            assertThat(answer).isRefusal(401, "credentials_rejected");
        } else {
            assertThat(answer).isRefusal(503, "server_busy");
            assertThat(answer.header("Retry-After")).contains("1");
        }
    }

    private static HttpBrowser visitor(ServerProcess server) {
        HttpBrowser visitor = server.browser();
        assertThat(visitor.get("/auth/session")).isOk();
        return visitor;
    }

    private static Duration last(List<Duration> waits) {
        return waits.stream().sorted().toList().get(waits.size() - 1);
    }

    private static Duration median(List<Duration> waits) {
        return waits.stream().sorted().toList().get(waits.size() / 2);
    }
}
