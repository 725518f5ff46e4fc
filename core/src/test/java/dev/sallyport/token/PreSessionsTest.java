package dev.sallyport.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreSessionsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String ID = "abcdefghijklmnopqrstuv";

    private final PreSessions visitors = new PreSessions(Duration.ofHours(4));

    @ParameterizedTest(name = "{0} ms after it was issued: {1}")
    @CsvSource({"0, true", "1, true", "14399999, true", "14400000, false", "14400001, false"})
    void rule8_a_name_holds_for_its_lifetime(long millis, boolean live) {
        assertThat(visitors.isLive(visitors.issue(NOW), NOW.plusMillis(millis))).isEqualTo(live);
    }

    @Test
    void rule8_two_visitors_have_two_names() {
        assertThat(visitors.issue(NOW)).isNotEqualTo(visitors.issue(NOW));
    }

    @ParameterizedTest(name = "one that claims to hold {0} s more: {1}")
    @CsvSource({"14400, true", "14401, false", "99999999, false", "1, true", "0, false", "-1, false"})
    void rule8_a_made_up_name_holds_no_longer_than_a_genuine_one(long seconds, boolean live) {
        String name = ID + "." + NOW.plusSeconds(seconds).getEpochSecond();

        assertThat(visitors.isLive(name, NOW)).isEqualTo(live);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                ID,
                ID + ".",
                ID + ".177236640",
                ID + ".177236640000",
                ID + ".-1772366401",
                ID + ".1772366401 ",
                ID + ".1772366401\n",
                ID + "1772366401",
                "a" + ID + ".1772366401",
                "a!cdefghijklmnopqrstuv.1772366401",
            })
    void what_has_not_its_form_is_no_name(String name) {
        assertThat(visitors.isLive(ID + ".1772366401", NOW)).isTrue();
        assertThat(visitors.isLive(name, NOW)).isFalse();
    }
}
