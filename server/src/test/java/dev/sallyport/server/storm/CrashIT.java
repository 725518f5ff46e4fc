package dev.sallyport.server.storm;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.HttpBrowser;
import dev.sallyport.server.Launch;
import dev.sallyport.server.ServerProcess;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server is killed in the middle of a storm of refreshes. What it acknowledged must hold; a rotation it made but could no
 * longer answer leaves the last acknowledged token the previous one, which is what the grace is for.
 */
@Tag("alone")
class CrashIT {

    private static final int SESSIONS = 6;
    private static final int ROUNDS = 3 + Integer.getInteger("long.runs", 0) / 50;
    private static final String GRACE = "--sallyport.refresh-token.grace=300s";
    private static final String NO_GRACE = "--sallyport.refresh-token.grace=0s";

    @TempDir
    private Path folder;

    /** A browser that refreshes without end, with every token it was given. */
    private static final class Chain {

        private final HttpBrowser browser;
        private final List<String> acknowledged = new ArrayList<>();

        Chain(HttpBrowser browser) {
            this.browser = browser;
            note();
        }

        Chain at(ServerProcess server) {
            Chain chain = new Chain(browser.twinAt(server.port()));
            chain.acknowledged.addAll(0, acknowledged.subList(0, acknowledged.size() - 1));
            return chain;
        }

        void refresh() {
            assertThat(browser.post("/auth/refresh")).isOk();
            note();
        }

        void refreshUntilTheServerIsGone(CountDownLatch refreshes) {
            try {
                while (true) {
                    refresh();
                    refreshes.countDown();
                }
            } catch (UncheckedIOException killed) {
                assertThat(refreshes.getCount()).isZero();
            } finally {
                LongStream.range(0, refreshes.getCount()).forEach(any -> refreshes.countDown());
            }
        }

        HttpBrowser withAnyRotatedToken() {
            int rotated = ThreadLocalRandom.current().nextInt(acknowledged.size() - 1);
            return browser.twin().withCookie("refresh", acknowledged.get(rotated));
        }

        private void note() {
            acknowledged.add(browser.cookie("refresh").orElseThrow());
        }
    }

    @Test
    void everyAcknowledgedTokenSurvivesAKillAndNoRotatedOneDoes() throws Exception {
        List<Chain> chains = List.of();
        for (int round = 0; round < ROUNDS; round++) {
            try (ServerProcess server = Launch.in(folder, GRACE).start()) {
                chains = round == 0 ? signIn(server) : chainsAt(server, chains);
                chains.forEach(Chain::refresh);
                killAmidRefreshes(server, chains);
            }
        }
        assertLastTokensWork(chains);
    }

    private void assertLastTokensWork(List<Chain> before) {
        List<Chain> chains;
        try (ServerProcess forgiving = Launch.in(folder, GRACE).start()) {
            chains = chainsAt(forgiving, before);
            chains.forEach(Chain::refresh);
            forgiving.kill();
        }
        try (ServerProcess strict = Launch.in(folder, NO_GRACE).start()) {
            for (Chain chain : chainsAt(strict, chains)) {
                chain.refresh();
                assertThat(chain.withAnyRotatedToken().post("/auth/refresh")).isRefusal(401, "refresh_reused");
                assertThat(chain.browser.post("/auth/refresh")).isRefusal(401, "session_revoked");
            }
        }
    }

    private static List<Chain> signIn(ServerProcess server) {
        return Stream.generate(() -> new Chain(server.signedIn()))
                .limit(SESSIONS)
                .toList();
    }

    private static List<Chain> chainsAt(ServerProcess server, List<Chain> chains) {
        return chains.stream().map(chain -> chain.at(server)).toList();
    }

    private static void killAmidRefreshes(ServerProcess server, List<Chain> chains) throws Exception {
        CountDownLatch refreshes =
                new CountDownLatch(ThreadLocalRandom.current().nextInt(200, 400));
        ExecutorService threads = Executors.newFixedThreadPool(SESSIONS);
        List<Future<?>> storm = new ArrayList<>();
        for (Chain chain : chains) {
            storm.add(threads.submit(() -> chain.refreshUntilTheServerIsGone(refreshes)));
        }
        refreshes.await();
        server.kill();
        for (Future<?> chain : storm) {
            chain.get();
        }
        threads.shutdown();
    }
}
