package dev.sallyport.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.key.HmacKey;
import dev.sallyport.key.Secrets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTokensTest {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.= ";

    private final RefreshTokens tokens = new RefreshTokens(HmacKey.random());
    private final String sessionId = Secrets.randomId();
    private final RefreshToken token = tokens.first(sessionId);

    @Test
    void what_was_made_is_recognised() {
        RefreshToken parsed = tokens.parse(token.text()).orElseThrow();

        assertThat(parsed.sessionId()).isEqualTo(sessionId);
        assertThat(parsed.hash()).isEqualTo(token.hash());
        assertThat(parsed.text()).isEqualTo(token.text());
    }

    @Test
    void rule18_two_first_tokens_of_one_session_share_nothing() {
        assertThat(tokens.first(sessionId).hash()).isNotEqualTo(token.hash());
    }

    @Test
    void rule20_the_successor_is_always_the_same() {
        RefreshToken once = tokens.successor(token);
        RefreshToken again = tokens.successor(tokens.parse(token.text()).orElseThrow());

        assertThat(again.text()).isEqualTo(once.text()).isNotEqualTo(token.text());
        assertThat(once.sessionId()).isEqualTo(sessionId);
        assertThat(tokens.parse(once.text())).isPresent();
    }

    @Test
    void rule20_a_chain_of_successors_never_comes_back() {
        Set<String> seen = new HashSet<>();
        RefreshToken at = token;
        for (int i = 0; i < 10_000; i++) {
            assertThat(seen.add(at.hash())).as("rotation %d", i).isTrue();
            at = tokens.successor(at);
        }
    }

    @Test
    void rule18_the_successors_secret_itself_differs_per_session_and_per_key() {
        RefreshToken elsewhere = new RefreshToken(Secrets.randomId(), bytesOf(token));
        RefreshTokens otherKey = new RefreshTokens(HmacKey.random());
        byte[] next = tokens.successor(token).random();

        // The random part: the tag behind it would differ even if anybody could derive what it is for.
        assertThat(tokens.successor(elsewhere).random()).isNotEqualTo(next);
        assertThat(otherKey.successor(token).random()).isNotEqualTo(next);
    }

    @Test
    void rule18_a_token_of_another_key_is_unknown() {
        assertThat(new RefreshTokens(HmacKey.random()).parse(token.text())).isEmpty();
    }

    @Test
    void rule18_a_secret_moved_to_another_session_is_unknown() {
        String moved = Secrets.randomId() + token.text().substring(22);

        assertThat(tokens.parse(moved)).isEmpty();
    }

    @Test
    void rule18_a_made_up_secret_for_a_real_session_is_unknown() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            byte[] secret = new byte[48];
            random.nextBytes(secret);

            assertThat(tokens.parse(sessionId + "." + Secrets.base64url(secret)))
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    @Test
    void rule18_no_character_of_it_may_change() {
        String text = token.text();
        for (int i = 0; i < text.length(); i++) {
            for (String other : ALPHABET.split("", -1)) {
                String changed = text.substring(0, i) + other + text.substring(i + 1);
                if (!changed.equals(text)) {
                    assertThat(tokens.parse(changed)).as("%s at %d", other, i).isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.b", "null", "..", "\u0000"})
    void what_has_not_its_form_is_unknown(String text) {
        assertThat(tokens.parse(text)).isEmpty();
        assertThat(tokens.parse(token.text() + text + " ")).isEmpty();
    }

    @Test
    void a_megabyte_is_unknown() {
        assertThat(tokens.parse("A".repeat(1_000_000))).isEmpty();
    }

    @Test
    void rule18_the_hash_is_what_is_stored_and_it_is_no_token() {
        assertThat(token.hash()).matches("[0-9a-f]{64}").isEqualTo(Secrets.sha256(bytesOf(token)));
        assertThat(tokens.parse(sessionId + "." + token.hash())).isEmpty();
    }

    @Test
    void its_text_form_leaks_nothing() {
        assertThat(token).hasToString("RefreshToken of session " + sessionId);
    }

    private static byte[] bytesOf(RefreshToken token) {
        return Base64.getUrlDecoder().decode(token.text().substring(23));
    }
}
