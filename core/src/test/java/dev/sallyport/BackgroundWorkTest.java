package dev.sallyport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.config.SallyportConfig;
import dev.sallyport.session.InMemorySessionStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an embedder gets by one call, and what a gate says that is left without it. */
@Timeout(60)
class BackgroundWorkTest {

    private final Gate here = new Gate();
    private final Gate there = here.anotherNode();
    private final Browser alice = here.browser().signedIn("alice");
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Logger logger = Logger.getLogger("dev.sallyport");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord said) {
            logged.add(said.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
    }

    @Test
    void a_node_that_was_started_hears_what_another_ends_and_says_nothing() throws InterruptedException {
        Caller caller = alice.get().callerOrThrow();
        try (BackgroundWork running = there.sallyport().start()) {
            alice.signOut();

            while (!there.sallyport().knowsToHaveEnded(caller)) {
                Thread.sleep(5);
            }
            assertThat(running).isNotNull();
        }
        assertThat(logged).isEmpty();
    }

    @Test
    void a_gate_that_was_not_started_refuses_what_has_ended_all_the_same_and_says_once_what_that_costs() {
        alice.copy().signOut();
        there.clock().advance(SallyportConfig.Revocation.DEFAULT.maxLag().plusMillis(1));

        for (int i = 0; i < 3; i++) {
            assertThat(Browser.outcome(alice.at(there).get())).isEqualTo("anonymous session_revoked");
        }
        assertThat(Browser.outcome(there.browser().signedIn("bob").get())).isEqualTo("admitted");
        assertThat(logged).singleElement().asString().contains("Sallyport.start()");
    }

    @Test
    void keys_that_cannot_be_loaded_are_logged_and_tried_again() {
        List<String> tries = new ArrayList<>();
        BackgroundWork work = work(
                () -> {
                    tries.add("keys");
                    throw new IllegalStateException("not a JWK set");
                },
                List.of(false));

        work.reloadKeys();
        work.reloadKeys();

        assertThat(tries).hasSize(2);
        assertThat(logged)
                .hasSize(2)
                .allMatch(line -> line.startsWith("the signing keys could not be loaded, so those in use stay")
                        && line.endsWith("not a JWK set"));
    }

    @Test
    void a_purge_goes_on_while_there_is_more() {
        List<Boolean> more = new ArrayList<>(List.of(true, true, false, true));
        work(() -> {}, more).purge();

        assertThat(more).containsExactly(true);
    }

    @Test
    void a_purge_that_fails_is_logged() {
        work(() -> {}, new ArrayList<>()).purge();

        assertThat(logged).containsExactly("old sessions could not be purged; the next try is in an hour");
    }

    @Test
    void what_was_closed_has_no_thread_left() throws InterruptedException {
        there.sallyport().start().close();

        while (Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("sallyport-") && thread.isAlive())) {
            Thread.sleep(5);
        }
    }

    private static BackgroundWork work(Runnable keys, List<Boolean> more) {
        InMemorySessionStore sessions = new InMemorySessionStore();
        return new BackgroundWork(sessions, null, keys, () -> more.remove(0));
    }
}
