package dev.sallyport.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.key.HmacKey;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedTokensTest {

    private final HmacKey key = HmacKey.random();
    private final SealedTokens tokens = new SealedTokens(key, "trip");

    @Test
    void what_was_sealed_is_opened_by_every_node_with_the_key() {
        String sealed = tokens.seal(Map.of("a", "1", "b", "ü\"\n"));

        assertThat(new SealedTokens(key, "trip").open(sealed)).contains(Map.of("a", "1", "b", "ü\"\n"));
    }

    @Test
    void rule24_nobody_on_the_way_can_read_it_or_change_it() {
        String sealed = tokens.seal(Map.of("visitor", "v".repeat(40)));

        assertThat(sealed).doesNotContain("v".repeat(5)).matches("[A-Za-z0-9._-]+");
        for (int i = 0; i < sealed.length(); i++) {
            char other = sealed.charAt(i) == 'A' ? 'B' : 'A';
            String changed = sealed.substring(0, i) + other + sealed.substring(i + 1);
            // The last character of a part may spell the same bytes in two ways; what it says is then the same, too.
            assertThat(tokens.open(changed))
                    .satisfiesAnyOf(
                            opened -> assertThat(opened).isEmpty(),
                            opened -> assertThat(opened).contains(Map.of("visitor", "v".repeat(40))));
        }
    }

    @Test
    void another_key_and_another_purpose_open_nothing() {
        String sealed = tokens.seal(Map.of("a", "1"));

        assertThat(new SealedTokens(HmacKey.random(), "trip").open(sealed)).isEmpty();
        assertThat(new SealedTokens(key, "other").open(sealed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "....", "a.b.c.d.e", "a.b.c", "eyJ.e30.x.y.z", "\u0000....", "%2e...."})
    void whatever_else_comes_is_not_ours(String text) {
        assertThat(tokens.open(text)).isEmpty();
        assertThat(tokens.open("x".repeat(1_000_000) + "....")).isEmpty();
    }

    @Test
    void a_secret_belongs_to_its_name_and_its_id_and_is_long_enough_for_a_verifier() {
        assertThat(tokens.secret("nonce", "1"))
                .isEqualTo(new SealedTokens(key, "trip").secret("nonce", "1"))
                .isNotEqualTo(tokens.secret("nonce", "2"))
                .isNotEqualTo(tokens.secret("verifier", "1"))
                .matches("[A-Za-z0-9_-]{43}");
    }
}
