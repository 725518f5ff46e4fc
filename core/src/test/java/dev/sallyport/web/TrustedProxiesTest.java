package dev.sallyport.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTest {

    @ParameterizedTest(name = "{0} contains {1}: {2}")
    @CsvSource({
        "10.0.0.5,         10.0.0.5,                true",
        "10.0.0.5,         10.0.0.4,                false",
        "10.0.0.5,         ::ffff:10.0.0.5,         true",
        "10.0.0.5,         ::ffff:a00:5,            true",
        "10.0.0.5,         ::10.0.0.5,              false",
        "10.0.0.0/8,       10.255.255.255,          true",
        "10.0.0.0/8,       11.0.0.0,                false",
        "10.0.0.0/8,       9.255.255.255,           false",
        "10.0.0.0/8,       10.0.0,                  false",
        "10.0.0.0/8,       10.0.0.256,              false",
        "10.0.0.0/8,       010.0.0.1,               false",
        "10.0.0.0/8,       10.0.0.1.evil.test,      false",
        "10.0.0.0/8,       0xa000001,               false",
        "10.0.0.0/8,       167772161,               false",
        "10.0.0.0/8,       ١٠.0.0.1,                false",
        "192.168.4.0/23,   192.168.5.255,           true",
        "192.168.4.0/23,   192.168.6.0,             false",
        "192.0.2.7/32,     192.0.2.7,               true",
        "192.0.2.6/31,     192.0.2.8,               false",
        "128.0.0.0/1,      255.0.0.1,               true",
        "128.0.0.0/1,      127.0.0.1,               false",
        "fd00::/8,         fdff::1,                 true",
        "fd00::/8,         fe00::1,                 false",
        "2001:db8::1,      2001:0DB8:0:0:0:0:0:1,   true",
        "2001:db8::1,      2001:db8::1:1,           false",
        "2001:db8::1,      2001:db8::1%eth0,        false",
        "2001:db8::1,      [2001:db8::1],           false",
        "2001:db8::/65,    2001:db8::7fff:0:0:1,    true",
        "2001:db8::/65,    2001:db8:0:0:8000::1,    false",
        "::1,              0:0:0:0:0:0:0:1,         true",
        "::1,              ::,                      false",
        "::ffff:10.0.0.0/104, 10.1.2.3,             true",
        "1:2:3:4:5:6:7::,  1:2:3:4:5:6:7:0,         true",
        "::1,              :::1,                    false",
        "::1,              1::2::3,                 false",
        "::1,              1:2:3:4:5:6:7,           false",
        "::1,              1:2:3:4:5:6:7:8:9,       false",
        "::1,              1:2:3:4::5:6:7:8,        false",
        "::1,              12345::,                 false",
        "::1,              1.2.3.4::1,              false",
        "::1,              localhost,               false",
        "::1,              '',                      false"
    })
    void compares_addresses_as_bits(String entry, String address, boolean contained) {
        assertThat(TrustedProxies.of(List.of("203.0.113.1", entry)).contains(address))
                .isEqualTo(contained);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            localhost         | names are never looked up
            proxy.example.com | names are never looked up
            10.0.0            | not an IP address
            10.0.0.0.0        | not an IP address
            [::1]             | not an IP address
            ''                | not an IP address
            *                 | not an IP address
            10.0.0.0/33       | from 1 to 32
            fd00::/129        | from 1 to 128
            10.0.0.0/         | from 1 to 32
            10.0.0.0/-1       | from 1 to 32
            10.0.0.0/8/8      | from 1 to 32
            0.0.0.0/0         | believes everybody
            ::/0              | believes everybody
            10.0.0.1/8        | write the first address of the block
            fd00::1/8         | write the first address of the block
            2001:db8::1/65    | write the first address of the block
            """)
    void refuses_what_is_no_address_or_block(String entry, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedProxies.of(List.of(entry)))
                .withMessageContaining(reason);
    }

    @Test
    void by_default_nobody_is_trusted() {
        assertThat(TrustedProxies.NONE.isEmpty()).isTrue();
        assertThat(TrustedProxies.NONE.contains("127.0.0.1")).isFalse();
        assertThat(TrustedProxies.of(List.of("::1")).isEmpty()).isFalse();
    }
}
