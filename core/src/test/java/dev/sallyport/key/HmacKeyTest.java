package dev.sallyport.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HmacKeyTest {

    @ParameterizedTest
    @CsvSource({
        "Test Using Larger Than Block-Size Key - Hash Key First, "
                + "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
        "'This is a test using a larger than block-size key and a larger than block-size data. "
                + "The key needs to be hashed before being used by the HMAC algorithm.', "
                + "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2",
    })
    void computes_test_cases_6_and_7_of_rfc_4231(String data, String mac) {
        byte[] bytes = new byte[131];
        Arrays.fill(bytes, (byte) 0xaa);

        assertThat(Secrets.hex(HmacKey.of(bytes).mac(Secrets.utf8(data)))).isEqualTo(mac);
    }

    @Test
    void derives_the_first_block_of_test_case_3_of_rfc_5869() {
        HmacKey prk =
                HmacKey.of(HexFormat.of().parseHex("19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04"));

        assertThat(Secrets.hex(prk.derive("").secretKey().getEncoded()))
                .isEqualTo("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
    }

    @Test
    void several_parts_are_one_message() {
        HmacKey key = HmacKey.random();

        assertThat(key.mac(new byte[] {1}, new byte[] {2, 3})).isEqualTo(key.mac(new byte[] {1, 2, 3}));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16, 31})
    void rule14_a_short_key_is_refused(int bytes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HmacKey.of(new byte[bytes]))
                .withMessageContaining("at least 32")
                .withMessageContaining("has " + bytes);
    }

    @Test
    void rule14_32_bytes_are_enough() {
        assertThat(HmacKey.of(new byte[32]).mac(new byte[0])).hasSize(32);
    }

    @Test
    void rule14_a_random_key_has_256_bits_and_is_no_other() {
        byte[] key = HmacKey.random().secretKey().getEncoded();

        assertThat(key).hasSize(32).isNotEqualTo(HmacKey.random().secretKey().getEncoded());
    }

    @Test
    void rule15_each_purpose_has_a_key_of_its_own() {
        HmacKey key = HmacKey.of(new byte[32]);

        assertThat(key.derive("access").mac(new byte[0]))
                .isNotEqualTo(key.derive("refresh").mac(new byte[0]))
                .isNotEqualTo(key.mac(new byte[0]));
    }

    @Test
    void changing_the_array_it_was_made_of_changes_nothing() {
        byte[] bytes = new byte[32];
        HmacKey key = HmacKey.of(bytes);
        byte[] before = key.mac(new byte[0]);
        bytes[0] = 1;

        assertThat(key.mac(new byte[0])).isEqualTo(before);
    }

    @Test
    void its_text_form_leaks_nothing() {
        assertThat(HmacKey.random()).hasToString("HmacKey");
    }
}
