package dev.sallyport.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.key.HmacKey;
import dev.sallyport.key.Secrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsrfTokensTest {

    private final CsrfTokens tokens = new CsrfTokens(HmacKey.random());
    private final String token = tokens.issue("session-1");

    @Test
    void rule7_a_token_matches_what_it_was_issued_for() {
        assertThat(tokens.matches(token, "session-1")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"session-2", "session-", "session-11", "SESSION-1", "", " session-1"})
    void rule7_and_nothing_else(String binding) {
        assertThat(tokens.matches(token, binding)).isFalse();
    }

    @Test
    void rule7_a_token_made_with_another_key_matches_nothing() {
        assertThat(new CsrfTokens(HmacKey.random()).matches(token, "session-1")).isFalse();
    }

    @Test
    void rule7_no_character_of_it_may_change() {
        for (int i = 0; i < token.length(); i++) {
            for (char other : "0123456789abcdefABCDEFg.! ".toCharArray()) {
                if (other != token.charAt(i)) {
                    String changed = token.substring(0, i) + other + token.substring(i + 1);
                    assertThat(tokens.matches(changed, "session-1"))
                            .as("%s at %d", other, i)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void none_of_its_beginnings_passes_and_nothing_may_be_added() {
        for (int length = 0; length < token.length(); length++) {
            assertThat(tokens.matches(token.substring(0, length), "session-1")).isFalse();
        }
        for (String extra : new String[] {" ", "0", ".", "\n", ", " + token}) {
            assertThat(tokens.matches(token + extra, "session-1")).isFalse();
            assertThat(tokens.matches(extra + token, "session-1")).isFalse();
        }
    }

    @Test
    void rule7_two_tokens_for_one_session_differ_and_both_match() {
        String second = tokens.issue("session-1");

        assertThat(second).isNotEqualTo(token);
        assertThat(tokens.matches(second, "session-1")).isTrue();
    }

    @Test
    void rule7_the_halves_of_two_tokens_make_no_third() {
        String second = tokens.issue("session-1");

        assertThat(tokens.matches(token.substring(0, 33) + second.substring(33), "session-1"))
                .isFalse();
    }

    @Test
    void has_the_form_that_design_gives_it() {
        assertThat(token).matches("[0-9a-f]{32}\\.[0-9a-f]{64}");
    }

    @Test
    void rule7_the_signature_covers_binding_and_randomness_each_with_its_length() {
        HmacKey key = HmacKey.random();
        String random = "0123456789abcdef0123456789abcdef";
        String signature = Secrets.hex(key.mac(Secrets.utf8("9!session-1!32!" + random)));

        assertThat(new CsrfTokens(key).matches(random + "." + signature, "session-1"))
                .isTrue();
    }
}
