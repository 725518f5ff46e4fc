package dev.sallyport.server.storm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.Launch;
import dev.sallyport.server.ServerProcess;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session is ended at one node while others cannot reach the database: what each {@code when-stale} makes them answer. */
@Tag("alone")
class PartitionIT {

    private static final int PATIENCE_SECONDS = 30;
    private static final Map<String, String> ANSWERS =
            Map.of("admit", "active", "check-store", "active", "refuse", "503 store_unavailable");

    @TempDir
    private Path folder;

    @Test
    void aNodeOnItsOwnAnswersAsItWasToldAndLearnsTheTruthAfterwards() throws Exception {
        Map<String, ServerProcess> nodes = new LinkedHashMap<>();
        try (Postgres database = Postgres.in(folder.resolve("postgres"));
                Cable cable = new Cable(database.port());
                ServerProcess connected = launch(database.url(), "check-store").start()) {
            connected.port();
            for (String choice : List.of("admit", "check-store", "refuse")) {
                nodes.put(choice, launch(Postgres.url(cable.address()), choice).start());
            }
            nodes.values().forEach(ServerProcess::port);
            for (Cable.State fault : List.of(Cable.State.CUT, Cable.State.BLACK_HOLE)) {
                tryOut(fault, cable, connected, nodes);
            }
        } finally {
            nodes.values().forEach(ServerProcess::kill);
        }
    }

    private static void tryOut(
            Cable.State fault, Cable cable, ServerProcess connected, Map<String, ServerProcess> nodes)
            throws Exception {
        Bearer good = Bearer.signedInAt(connected);
        Bearer ended = Bearer.signedInAt(connected);

        cable.become(fault);
        awaitVerdict(nodes.get("refuse"), good, "503 store_unavailable");
        ended.signOutAt(connected);
        assertThat(ended.verifiedAt(connected)).isEqualTo("not active");
        nodes.forEach((choice, node) -> {
            report(fault, choice, node, "ended elsewhere", ended);
            report(fault, choice, node, "good", good);
        });

        cable.become(Cable.State.WHOLE);
        for (ServerProcess node : nodes.values()) {
            awaitVerdict(node, ended, "not active");
            awaitVerdict(node, good, "active");
        }
    }

    private static void report(Cable.State fault, String choice, ServerProcess node, String which, Bearer bearer) {
        long begun = System.nanoTime();
        String verdict = bearer.verifiedAt(node);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        System.out.printf(
                "cable %-10s | when-stale=%-11s | token %-15s | %s after %,d ms%n",
                fault, choice, which, verdict, millis);
        assertThat(verdict).as("%s, %s, %s", fault, choice, which).isEqualTo(ANSWERS.get(choice));
    }

    private static void awaitVerdict(ServerProcess node, Bearer bearer, String verdict) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        String last = "";
        while (!last.equals(verdict)) {
            assertThat(System.nanoTime()).as("%s and not %s", last, verdict).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
            last = bearer.verifiedAt(node);
        }
    }

    private Launch launch(String url, String whenStale) {
        return Launch.in(
                folder,
                "--spring.datasource.url=" + url,
                "--sallyport.transports=cookie,header",
                "--sallyport.revocation.when-stale=" + whenStale);
    }
}
