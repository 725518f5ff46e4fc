package dev.sallyport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1,                 192.0.2.1",
        "0.0.0.0,                   0.0.0.0",
        "255.255.255.255,           255.255.255.255",
        "::ffff:192.0.2.1,          192.0.2.1",
        "::ffff:c000:201,           192.0.2.1",
        "2001:db8:0:1::1,           2001:db8:0:1::/64",
        "2001:DB8:0:1:ffff:ffff:ffff:ffff, 2001:db8:0:1::/64",
        "0:0:0:0:0:0:0:1,           0:0:0:0::/64",
        "fe80::1%eth0,              fe80:0:0:0::/64",
        "unknown,                   unknown",
        "192.0.2.300,               192.0.2.300",
    })
    void everySpellingOfAPeerNamesOneNetwork(String address, String network) {
        assertThat(Network.of(address)).hasToString(network);
    }

    @Test
    void whoHasASlash64HasOneNetworkAndHisNeighbourAnother() {
        assertThat(IntStream.range(0, 5_000).mapToObj(n -> Network.of("2001:db8:0:1::" + Integer.toHexString(n))))
                .containsOnly(Network.of("2001:db8:0:1:a:b:c:d"));
        assertThat(Network.of("2001:db8:0:2::1")).isNotEqualTo(Network.of("2001:db8:0:1::1"));
    }

    @Test
    void addressesOfVersion4AreToldApart() {
        assertThat(Network.of("192.0.2.1")).isNotEqualTo(Network.of("192.0.2.2"));
        // Only the mapped form is a peer of version 4: ::192.0.2.1 is an address of version 6 that anybody could
        // choose.
        assertThat(Network.of("::192.0.2.1")).isNotEqualTo(Network.of("192.0.2.1"));
    }

    @Test
    void whatIsKeptOfAStrangeAddressIsBounded() {
        assertThat(Network.of("x".repeat(100_000)).prefix()).hasSize(64);
    }
}
