package dev.sallyport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.config.ConfigDraft;
import dev.sallyport.web.Request;
import dev.sallyport.web.RequestBuilder;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the gate leaves for the garbage collector. Bytes and not time: they are the same on a busy machine. */
class AdmissionCostTest {

    private static final String TYPE = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";

    private final Gate gate = new Gate(new ConfigDraft());
    private final Browser alice = gate.browser().signedIn("alice");

    @Test
    void aSignedInGetLeavesLittleBehind() {
        assertThat(cost("GET", alice.request("GET", "/api/profile"), Decision.Admitted.class))
                .isLessThan(1_024);
    }

    @Test
    void soDoesAPostThroughBothDoors() {
        assertThat(cost("POST", alice.request("POST", "/api/profile"), Decision.Admitted.class))
                .isLessThan(2_048);
    }

    @Test
    void aVisitorLeavesNextToNothingBehind() {
        assertThat(cost("visitor", gate.browser().request("GET", "/api/profile"), Decision.Anonymous.class))
                .isLessThan(256);
    }

    private long cost(String name, RequestBuilder draft, Class<? extends Decision> expected) {
        Request request = draft.header("Accept", TYPE).build();
        Sallyport sallyport = gate.sallyport();
        assertThat(sallyport.admit(request)).isInstanceOf(expected);
        Consumer<Integer> once = times -> {
            for (int i = 0; i < times; i++) {
                sallyport.cors(request);
                sallyport.admit(request);
            }
        };
        for (int i = 0; i < 300; i++) {
            once.accept(100);
        }
        Cost cost = Cost.of(() -> once.accept(100));
        if (Boolean.getBoolean("figures")) {
            System.out.printf(
                    "%-8s %,8.2f us %,8d bytes%n", name, cost.time().toNanos() / 100_000.0, cost.bytes() / 100);
        }
        return cost.bytes() / 100;
    }
}
