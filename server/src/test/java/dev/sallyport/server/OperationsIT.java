package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.Answer;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What whoever runs the server asks it. */
class OperationsIT {

    private static final Pattern LAG = Pattern.compile("(?m)^sallyport_revocation_lag_seconds ([0-9.E-]+)$");

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"})
    void aLoadBalancerHearsThatItIsUpAndNothingElse(String path) {
        Answer answer = Launch.shared().browser().get(path);

        assertThat(answer).hasStatus(200);
        assertThat(answer.body()).contains("\"UP\"").doesNotContain("SQLite", "details", "version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator", "/actuator/prometheus", "/actuator/env", "/actuator/heapdump"})
    void nothingMoreIsOpenUnlessItIsAskedFor(String path) {
        assertThat(Launch.shared().browser().get(path)).isRefusal(404, "not_found");
    }

    @Test
    void whoeverOpensThemReadsTheFiguresAndTheHealthOfTheGate(@TempDir Path folder) {
        try (ServerProcess server = Launch.in(
                        folder,
                        "--management.endpoints.web.exposure.include=health,prometheus",
                        "--management.endpoint.health.show-details=always")
                .start()) {
            assertThat(server.browser().get("/actuator/health").body())
                    .contains("\"store\":\"answers\"", "\"nextSigningKey\":\"2", "\"nextSigningKeyLate\":false");
            Answer figures = server.browser().get("/actuator/prometheus");

            assertThat(figures).hasStatus(200);
            Matcher lag = LAG.matcher(figures.body());
            assertThat(lag.find()).as(figures.body()).isTrue();
            assertThat(Double.parseDouble(lag.group(1))).isBetween(0.0, 60.0);
            assertThat(figures.body()).contains("sallyport_refreshes_total{verdict=\"stolen\"} 0.0");
        }
    }
}
