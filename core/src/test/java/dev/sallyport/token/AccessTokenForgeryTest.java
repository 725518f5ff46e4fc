package dev.sallyport.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import dev.sallyport.key.Forgery;
import dev.sallyport.key.HmacKey;
import dev.sallyport.key.OneKey;
import dev.sallyport.key.Secrets;
import dev.sallyport.token.AccessToken.Subject;
import dev.sallyport.token.AccessTokens.Validity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that are not quite a token of ours. Unless said otherwise they are signed with our key, correctly. */
class AccessTokenForgeryTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final AccessTokens.Settings SETTINGS =
            new AccessTokens.Settings("issuer", "audience", Duration.ofMinutes(5), Duration.ZERO);

    private final HmacKey key = HmacKey.random();
    private final AccessTokens tokens = OneKey.tokens(key, SETTINGS);
    private final String genuine = tokens.issue(
            new Subject("user-1", "session-1", Optional.empty(), Set.of("user"), NOW, List.of("pwd")),
            NOW,
            NOW.plusSeconds(300));
    private final Forgery forgery = Forgery.of(genuine);

    @Test
    void a_token_spelled_by_hand_passes_so_that_the_others_fail_for_their_own_reason() {
        assertThat(judge(forgery.signedWith(key))).isEqualTo(Validity.VALID);
    }

    @Test
    void rule13_a_signature_by_another_key_is_worth_nothing() {
        assertThat(judge(forgery.signedWith(HmacKey.random()))).isEqualTo(Validity.INVALID);
    }

    @Test
    void rule13_and_16_no_character_may_change() {
        for (int i = 0; i < genuine.length(); i++) {
            for (char other : (ALPHABET + ".=+/ ").toCharArray()) {
                if (other != genuine.charAt(i)) {
                    String text = genuine.substring(0, i) + other + genuine.substring(i + 1);
                    assertThat(judge(text)).as("%s at %d", other, i).isEqualTo(Validity.INVALID);
                }
            }
        }
    }

    @Test
    void none_of_its_beginnings_or_endings_passes() {
        for (int length = 0; length < genuine.length(); length++) {
            assertThat(judge(genuine.substring(0, length)))
                    .as("length %d", length)
                    .isEqualTo(Validity.INVALID);
            assertThat(judge(genuine.substring(genuine.length() - length))).isEqualTo(Validity.INVALID);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "=", "==", " ", "\n", "\t", "A", "AA", ".A", "\u0000"})
    void rule16_nothing_may_stand_before_or_behind(String extra) {
        assertThat(judge(genuine + extra)).isEqualTo(Validity.INVALID);
        assertThat(judge(extra + genuine)).isEqualTo(Validity.INVALID);
        assertThat(judge(genuine.replaceFirst("\\.", extra + "."))).isEqualTo(Validity.INVALID);
    }

    @Test
    void rule16_spare_bits_in_the_signature_give_no_second_spelling() {
        int last = ALPHABET.indexOf(genuine.charAt(genuine.length() - 1));
        for (int spare = 1; spare < 4; spare++) {
            String respelled = genuine.substring(0, genuine.length() - 1) + ALPHABET.charAt(last | spare);

            assertThat(judge(respelled)).isEqualTo(Validity.INVALID);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "==", " ", "\n"})
    void rule16_claims_have_one_spelling_even_under_our_signature(String extra) {
        assertThat(judge(Forgery.signed(forgery.signingInput() + extra, key))).isEqualTo(Validity.INVALID);
    }

    @Test
    void rule16_spare_bits_in_the_claims_give_no_second_spelling_even_under_our_signature() {
        // Blanks behind the claims until their last digit has spare bits.
        Forgery padded = forgery;
        while (padded.claims().length() % 3 != 1) {
            padded = padded.claims(padded.claims() + " ");
        }
        String input = padded.signingInput();
        int last = ALPHABET.indexOf(input.charAt(input.length() - 1));
        String respelled = input.substring(0, input.length() - 1) + ALPHABET.charAt(last | 1);

        assertThat(judge(Forgery.signed(input, key))).isEqualTo(Validity.VALID);
        assertThat(judge(Forgery.signed(respelled, key))).isEqualTo(Validity.INVALID);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "alg":"HS256"   | "alg":"none"
            "alg":"HS256"   | "alg":"None"
            "alg":"HS256"   | "alg":"hs256"
            "alg":"HS256"   | "alg":"HS384"
            "alg":"HS256"   | "alg":"HS512"
            "alg":"HS256"   | "alg":"RS256"
            "alg":"HS256"   | "alg":"ES256"
            "alg":"HS256"   | "alg":"PS256"
            "alg":"HS256"   | "alg":""
            "alg":"HS256"   | "alg":null
            "alg":"HS256"   | "alg":7
            "alg":"HS256"   | "alg":"HS256","jku":"https://evil.test/keys"
            "alg":"HS256"   | "alg":"HS256","x5u":"https://evil.test/chain"
            "alg":"HS256"   | "alg":"HS256","jwk":{"kty":"oct","k":"AAAA"}
            "alg":"HS256"   | "alg":"HS256","jwk":{"kty":"RSA","n":"AQAB","e":"AQAB"}
            "alg":"HS256"   | "alg":"HS256","x5c":["AAAA"]
            "alg":"HS256"   | "alg":"HS256","x5t":"AAAA"
            "alg":"HS256"   | "alg":"HS256","crit":["exp"]
            "alg":"HS256"   | "alg":"HS256","crit":["exp"],"exp":1
            "alg":"HS256"   | "alg":"HS256","crit":[]
            "alg":"HS256"   | "alg":"HS256","crit":["b64"],"b64":false
            "alg":"HS256"   | "alg":"HS256","b64":false
            "alg":"HS256"   | "alg":"HS256","b64":true
            "alg":"HS256"   | "alg":"HS256","zip":"DEF"
            "alg":"HS256"   | "alg":"HS256","cty":"JWT"
            "alg":"HS256"   | "alg":"HS256","extra":1
            "typ":"at+jwt"  | "typ":"JWT"
            "typ":"at+jwt"  | "typ":"refresh"
            "typ":"at+jwt"  | "typ":"application/at+jwt"
            "typ":"at+jwt"  | "typx":"at+jwt"
            "kid":"         | "kid":"../../dev/null
            "kid":"         | "kid":"' OR '1'='1
            "kid":"         | "kidx":"
            """)
    void rule13_and_15_any_header_but_ours_is_refused(String part, String changed) {
        assertThat(forgery.header()).contains(part);

        assertThat(judge(forgery.header(forgery.header().replace(part, changed)).signedWith(key)))
                .isEqualTo(Validity.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "null", "\"\"", "7", "{", "{\"alg\":\"HS256\"}", "\u0000", "{}{}"})
    void what_is_no_header_at_all_is_refused(String header) {
        assertThat(judge(forgery.header(header).signedWith(key))).isEqualTo(Validity.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "null", "\"\"", "7", "{", "\u0000", "{\"exp\":1e999}"})
    void what_are_no_claims_at_all_is_refused(String claims) {
        assertThat(judge(forgery.claims(claims).signedWith(key))).isEqualTo(Validity.INVALID);
    }

    @Test
    void rule13_alg_none_without_a_signature_is_refused() {
        String none = forgery.header("{\"alg\":\"none\"}").signingInput();

        assertThat(judge(none + ".")).isEqualTo(Validity.INVALID);
        assertThat(judge(none)).isEqualTo(Validity.INVALID);
    }

    @Test
    void rule13_a_stronger_hash_with_our_key_is_still_not_the_one_pinned_to_it() throws JOSEException {
        byte[] secret = new byte[64];
        AccessTokens pinned = OneKey.tokens(HmacKey.of(secret), SETTINGS);
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS512)
                .type(new JOSEObjectType("at+jwt"))
                .build();
        JWSObject hs512 = new JWSObject(header, new Payload(forgery.claims()));
        hs512.sign(new MACSigner(secret));

        assertThat(pinned.verify(hs512.serialize(), NOW).validity()).isEqualTo(Validity.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "7", "{\"alg\":null}"})
    void a_stranger_cannot_make_the_parser_stumble(String header) {
        assertThat(judge(forgery.header(header).signingInput() + ".AAAA")).isEqualTo(Validity.INVALID);
    }

    @Test
    void rule15_a_refresh_token_is_no_access_token() {
        assertThat(judge(new RefreshTokens(key).first(Secrets.randomId()).text()))
                .isEqualTo(Validity.INVALID);
    }

    @Test
    void rule15_a_csrf_token_is_no_access_token() {
        assertThat(judge(new CsrfTokens(key).issue("session-1"))).isEqualTo(Validity.INVALID);
    }

    @ParameterizedTest
    @MethodSource("hugeTexts")
    void rule16_a_megabyte_is_refused_by_its_length(String text) {
        assertThat(judge(text)).isEqualTo(Validity.INVALID);
    }

    static List<String> hugeTexts() {
        return List.of(
                "A".repeat(1_000_000),
                ".".repeat(1_000_000),
                "A.".repeat(500_000),
                "A".repeat(400_000) + "." + "A".repeat(400_000) + "." + "A".repeat(200_000));
    }

    @Test
    void rule16_a_long_token_is_refused_though_its_signature_holds() {
        String padding = ",\"x\":\"" + "x".repeat(4096) + "\"}";
        String text =
                forgery.claims(forgery.claims().replaceFirst("}$", padding)).signedWith(key);

        assertThat(judge(text)).isEqualTo(Validity.INVALID);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 1_000, 500_000})
    void rule16_deep_json_is_refused_and_brings_nothing_down(int depth) {
        String deep = "{\"x\":" + "[".repeat(depth) + "]".repeat(depth) + "}";

        assertThat(judge(forgery.header(deep).signedWith(key))).isEqualTo(Validity.INVALID);
        assertThat(judge(forgery.claims(deep).signedWith(key))).isEqualTo(Validity.INVALID);
    }

    @Test
    void noise_is_refused_quietly() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder(genuine);
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(300));
            }
            if (!text.toString().equals(genuine)) {
                assertThat(judge(text.toString()))
                        .as("[%s], seed %d", text, seed)
                        .isEqualTo(Validity.INVALID);
            }
        }
    }

    private Validity judge(String text) {
        return tokens.verify(text, NOW).validity();
    }
}
