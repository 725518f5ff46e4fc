package dev.sallyport.social;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            nullValues = "nothing",
            value = {
                "120,                             PT2M",
                "' 1 ',                           PT1S",
                "'Sun, 01 Mar 2026 12:00:30 GMT', PT30S",
                "864000,                          PT1H",
                "'Mon, 01 Mar 2027 12:00:30 GMT', PT1H",
                "0,                               nothing",
                "-5,                              nothing",
                "'Sun, 01 Mar 2026 11:00:00 GMT', nothing",
                "99999999999999999999999,         nothing",
                "soon,                            nothing",
                "'',                              nothing",
            })
    void a_wait_is_read_in_both_forms_and_bounded(String header, Duration wait) {
        assertThat(RetryAfter.read(header, NOW).orElse(null)).isEqualTo(wait);
    }
}
