package dev.sallyport.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.key.HmacKey;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DevicesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Devices devices = new Devices(HmacKey.random());
    private final String value = devices.issue("alice", NOW);

    @Test
    void rule34_aBrowserIsKnownAtTheAccountThatItSignedInToAndAtNoOther() {
        assertThat(devices.known(value, "alice", NOW)).contains(value.substring(0, 22));
        assertThat(devices.known(value, "bob", NOW)).isEmpty();
        assertThat(devices.known(value, "", NOW)).isEmpty();
    }

    @Test
    void twoBrowsersHaveTwoIds() {
        assertThat(devices.known(devices.issue("alice", NOW), "alice", NOW))
                .isPresent()
                .isNotEqualTo(devices.known(value, "alice", NOW));
    }

    @ParameterizedTest(name = "{0} s after it was issued: {1}")
    @CsvSource({"0, true", "7775999, true", "7776000, false", "99999999, false"})
    void rule34_itIsKnownForNinetyDays(long seconds, boolean known) {
        assertThat(devices.known(value, "alice", NOW.plusSeconds(seconds)).isPresent())
                .isEqualTo(known);
    }

    @Test
    void rule34_nobodyMakesOneOrMakesOneYounger() {
        String signature = value.substring(value.lastIndexOf('.'));
        String later = value.substring(0, 23) + NOW.plusSeconds(1).getEpochSecond() + signature;
        String other = "A".repeat(22) + value.substring(22);

        assertThat(devices.known(later, "alice", NOW)).isEmpty();
        assertThat(devices.known(other, "alice", NOW)).isEmpty();
        assertThat(new Devices(HmacKey.random()).known(value, "alice", NOW)).isEmpty();
    }

    @Test
    void itSaysNothingOfTheAccount() {
        assertThat(devices.issue("alice", NOW)).hasSameSizeAs(devices.issue("a much longer name", NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "alice", "%", "\u0000"})
    void whatHasNotItsFormIsNone(String text) {
        assertThat(devices.known(text, "alice", NOW)).isEmpty();
        assertThat(devices.known(value + text, "alice", NOW).isPresent()).isEqualTo(text.isEmpty());
        assertThat(devices.known(text + value, "alice", NOW).isPresent()).isEqualTo(text.isEmpty());
    }
}
