package dev.sallyport.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The JDK is the reference: a spelling is canonical if encoding what it decodes to gives it back. */
class CanonicalBase64urlTest {

    @ParameterizedTest
    @CsvSource({
        "AA,       true",
        "AB,       false",
        "AAA,      true",
        "AAB,      false",
        "AAAB,     true",
        "A,        false",
        "AAAAA,    false",
        "'',       false",
        "AA==,     false",
        "AAA=,     false",
        "'AA ',    false",
        "'A A',    false",
        "AA+A,     false",
        "AA/A,     false",
        "-_-_,     true",
        "AAA\u00e9, false",
    })
    void rule16_one_spelling_only(String text, boolean canonical) {
        assertThat(CanonicalBase64url.spells(text)).isEqualTo(canonical);
    }

    @Test
    void rule16_agrees_with_the_jdk_on_every_text_of_two_characters() {
        for (char first = 0; first < 260; first++) {
            for (char second = 0; second < 260; second++) {
                assertAgreement("" + first + second, 0);
                assertAgreement("AA" + first + second, 0);
            }
        }
    }

    @Test
    void rule16_agrees_with_the_jdk_on_random_texts() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String characters = "ABCXYZabcxyz019-_-_AQgw=+/ .\n";
        for (int round = 0; round < 50_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(9); i > 0; i--) {
                // Mostly digits, or hardly any text would be canonical.
                int bound = random.nextInt(8) == 0 ? characters.length() : 23;
                text.append(characters.charAt(random.nextInt(bound)));
            }
            assertAgreement(text.toString(), seed);
        }
    }

    @Test
    void rule16_takes_what_the_jdk_encodes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[1 + random.nextInt(60)];
            random.nextBytes(bytes);
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);

            assertThat(CanonicalBase64url.spells(text))
                    .as("[%s], seed %d", text, seed)
                    .isTrue();
        }
    }

    private static void assertAgreement(String text, long seed) {
        assertThat(CanonicalBase64url.spells(text))
                .as("[%s], seed %d", text, seed)
                .isEqualTo(isCanonical(text));
    }

    private static boolean isCanonical(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return bytes.length > 0
                    && Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(bytes)
                            .equals(text);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
