package dev.sallyport.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.key.HmacKey;
import dev.sallyport.key.Secrets;
import dev.sallyport.token.OpaqueTokens.OpaqueToken;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpaqueTokensTest {

    private static final Instant END = Instant.parse("2026-03-01T12:05:00Z");

    private final HmacKey key = HmacKey.random();
    private final OpaqueTokens handles = new OpaqueTokens(key);
    private final String sessionId = Secrets.randomId();
    private final String text = handles.issue(sessionId, END);

    @Test
    void leads_to_its_session_until_its_end() {
        assertThat(handles.read(text)).contains(new OpaqueToken(sessionId, END));
    }

    @Test
    void rule18_no_two_are_alike() {
        assertThat(handles.issue(sessionId, END)).isNotEqualTo(text);
    }

    @Test
    void rule13_not_one_character_may_be_another() {
        for (int i = 0; i < text.length(); i++) {
            char other = text.charAt(i) == 'A' ? 'B' : 'A';
            String tampered = text.substring(0, i) + other + text.substring(i + 1);

            assertThat(handles.read(tampered)).as("character %d", i).isEmpty();
        }
    }

    @Test
    void rule4_a_later_end_is_not_believed() {
        String later = Long.toString(END.getEpochSecond() + 1);

        assertThat(handles.read(text.replace(Long.toString(END.getEpochSecond()), later)))
                .isEmpty();
    }

    @Test
    void rule15_no_other_kind_of_token_leads_anywhere() {
        assertThat(handles.read(new RefreshTokens(key).first(sessionId).text())).isEmpty();
        assertThat(handles.read(new CsrfTokens(key).issue(sessionId))).isEmpty();
        assertThat(new OpaqueTokens(HmacKey.random()).read(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "...", "a.b.c.d", "null"})
    void what_is_no_handle_leads_nowhere(String other) {
        assertThat(handles.read(other)).isEmpty();
        assertThat(OpaqueTokens.looksLikeOne(other)).isFalse();
    }

    @Test
    void one_with_something_behind_it_leads_nowhere() {
        assertThat(handles.read(text + "\n")).isEmpty();
        assertThat(handles.read(text + "=")).isEmpty();
        assertThat(handles.read(" " + text)).isEmpty();
    }
}
