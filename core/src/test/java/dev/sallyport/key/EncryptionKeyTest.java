package dev.sallyport.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.util.Base64URL;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptionKeyTest {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final byte[] bytes = Secrets.random(32);
    private final EncryptionKey key = EncryptionKey.of(Secrets.hex(bytes));

    @Test
    void what_it_encrypted_for_a_row_it_reads_in_that_row() {
        String stored = key.encrypt("master", "the secret");

        assertThat(EncryptionKey.isEncrypted(stored)).isTrue();
        assertThat(stored).doesNotContain(Base64URL.encode("the secret").toString());
        assertThat(key.decrypt("master", stored)).isEqualTo("the secret");
    }

    @Test
    void hex_and_both_base64s_spell_the_same_key() {
        String stored = key.encrypt("master", "the secret");

        assertThat(EncryptionKey.of(Base64.getEncoder().encodeToString(bytes) + "\n")
                        .decrypt("master", stored))
                .isEqualTo("the secret");
        assertThat(EncryptionKey.of(Secrets.base64url(bytes)).decrypt("master", stored))
                .isEqualTo("the secret");
    }

    @Test
    void no_row_can_take_anothers_place() {
        String stored = key.encrypt("signing-1", "the secret");

        assertThatThrownBy(() -> key.decrypt("signing-2", stored))
                .isInstanceOf(UnusableKeysException.class)
                .hasMessageContaining("\"signing-2\" was not encrypted with this one");
    }

    @Test
    void another_key_reads_nothing_and_no_bit_may_change() {
        String stored = key.encrypt("master", "the secret");

        assertThatThrownBy(() -> EncryptionKey.of(EncryptionKey.randomText()).decrypt("master", stored))
                .isInstanceOf(UnusableKeysException.class);
        for (int at = 0; at < stored.length(); at++) {
            int digit = ALPHABET.indexOf(stored.charAt(at));
            char other = digit < 0 ? 'A' : ALPHABET.charAt(digit ^ 32);
            String changed = stored.substring(0, at) + other + stored.substring(at + 1);
            assertThatThrownBy(() -> key.decrypt("master", changed))
                    .as(changed)
                    .isInstanceOf(UnusableKeysException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "correct horse battery staple!!!!",
                "Y29ycmVjdCBob3JzZSBiYXR0ZXJ5IHN0YXBsZSBjb3I=",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "00000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000000",
            })
    void rule14_what_is_not_32_random_bytes_is_refused_and_not_repeated(String text) {
        assertThatThrownBy(() -> EncryptionKey.of(text))
                .isInstanceOf(UnusableKeysException.class)
                .hasMessageContaining("openssl rand -base64 32")
                .hasMessageNotContaining(text.isEmpty() ? "\0" : text);
    }

    @Test
    void its_text_form_leaks_nothing() {
        assertThat(key).hasToString("EncryptionKey");
    }

    @Test
    void a_plain_key_does_not_look_encrypted() {
        assertThat(EncryptionKey.isEncrypted(Secrets.hex(bytes))).isFalse();
        assertThat(EncryptionKey.isEncrypted(
                        SigningKey.generate(Algorithm.RS256).secretJson()))
                .isFalse();
    }
}
