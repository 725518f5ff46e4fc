package dev.sallyport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.PathTrace.Passed;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How much of the core a request passes; {@code make figures} shows it. The next reader has to follow all of that. */
@Tag("slow")
class RequestPathTest {

    /** What docs/decisions/0013-a-request-as-a-chain-of-values.md says of each. */
    private static final Map<String, Passed> SAID = Map.of(
            "GET", new Passed(31, 82, 9),
            "first-GET", new Passed(41, 144, 16),
            "POST", new Passed(35, 104, 9),
            "refresh", new Passed(50, 289, 16),
            "session", new Passed(41, 165, 16),
            "sign-in", new Passed(56, 323, 16));

    @Test
    void a_request_passes_no_more_than_the_decision_says() throws Exception {
        // Always in the same order: the first one also passes what is done once in a process.
        Map<String, Passed> passed =
                PathTrace.of(SAID.keySet().stream().sorted().toList());

        if (Boolean.getBoolean("figures")) {
            passed.forEach((operation, count) -> System.out.println(operation + ": " + count));
        }
        assertThat(passed.keySet()).isEqualTo(SAID.keySet());
        assertThat(passed).allSatisfy((operation, count) -> {
            assertThat(count.files())
                    .as(operation)
                    .isLessThanOrEqualTo(SAID.get(operation).files());
            assertThat(count.calls())
                    .as(operation)
                    .isLessThanOrEqualTo(SAID.get(operation).calls());
            assertThat(count.depth())
                    .as(operation)
                    .isLessThanOrEqualTo(SAID.get(operation).depth());
        });
    }
}
