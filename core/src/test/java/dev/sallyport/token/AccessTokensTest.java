package dev.sallyport.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.key.Forgery;
import dev.sallyport.key.HmacKey;
import dev.sallyport.key.OneKey;
import dev.sallyport.key.Secrets;
import dev.sallyport.token.AccessToken.Subject;
import dev.sallyport.token.AccessTokens.Validity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a token says and how long it holds; see AccessTokenForgeryTest for those that were tampered with. */
class AccessTokensTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant SESSION_END = NOW.plus(Duration.ofDays(7));
    private static final Subject ALICE = new Subject(
            "user-1",
            "session-1",
            Optional.empty(),
            Set.of("admin", "user"),
            NOW.minusSeconds(60),
            List.of("pwd", "otp"));

    private final HmacKey key = HmacKey.random();
    private final AccessTokens tokens = OneKey.tokens(key, settings(Duration.ZERO));

    @Test
    void what_was_issued_is_read_again() {
        String text = issue();
        var verification = tokens.verify(text, NOW);

        assertThat(verification.validity()).isEqualTo(Validity.VALID);
        AccessToken token = verification.token().orElseThrow();
        assertThat(token.subject()).isEqualTo(ALICE);
        assertThat(token.expiresAt()).isEqualTo(NOW.plusSeconds(300));
    }

    @Test
    void says_what_design_lists_and_no_more() {
        var claims = tokens.verify(issue(), NOW).token().orElseThrow().claims();

        assertThat(claims)
                .containsOnlyKeys("iss", "aud", "sub", "sid", "jti", "iat", "exp", "auth_time", "amr", "roles")
                .containsEntry("iss", "issuer")
                .containsEntry("sub", "user-1")
                .containsEntry("sid", "session-1")
                .containsEntry("iat", NOW.getEpochSecond())
                .containsEntry("exp", NOW.getEpochSecond() + 300)
                .containsEntry("auth_time", NOW.getEpochSecond() - 60)
                .containsEntry("amr", List.of("pwd", "otp"))
                .containsEntry("roles", List.of("admin", "user"));
    }

    @Test
    void one_that_travels_in_a_header_says_so() {
        Subject program = new Subject("user-1", "session-1", Optional.of("header"), Set.of(), NOW, List.of("pwd"));
        var token = tokens.verify(tokens.issue(program, NOW, NOW.plusSeconds(300)), NOW)
                .token()
                .orElseThrow();

        assertThat(token.claims()).containsEntry("transport", "header");
        assertThat(token.subject()).isEqualTo(program);
    }

    @Test
    void one_that_expired_is_still_known_as_ours() {
        var verification = tokens.verify(issue(), NOW.plusSeconds(300));

        assertThat(verification.validity()).isEqualTo(Validity.EXPIRED);
        assertThat(verification.token().orElseThrow().subject()).isEqualTo(ALICE);
    }

    @Test
    void every_token_has_an_id_of_its_own() {
        assertThat(jti(issue())).isNotEqualTo(jti(issue())).hasSize(22);
    }

    @ParameterizedTest(name = "leeway {0} s, {1} ms after its end: {2}")
    @CsvSource({
        " 0, -300000, VALID",
        " 0,      -1, VALID",
        " 0,       0, EXPIRED",
        " 0,       1, EXPIRED",
        "10,    9999, VALID",
        "10,   10000, EXPIRED",
    })
    void rule15_it_ends_to_the_instant(int leeway, long millisPastEnd, Validity finding) {
        AccessTokens lenient = OneKey.tokens(key, settings(Duration.ofSeconds(leeway)));

        assertThat(lenient.verify(issue(), NOW.plusSeconds(300).plusMillis(millisPastEnd))
                        .validity())
                .isEqualTo(finding);
    }

    @ParameterizedTest(name = "leeway {0} s, {1} ms before its nbf: {2}")
    @CsvSource({
        " 0,     0, VALID",
        " 0,     1, INVALID",
        "10, 10000, VALID",
        "10, 10001, INVALID",
    })
    void rule15_it_does_not_hold_before_its_time(int leeway, long millisEarly, Validity finding) {
        AccessTokens lenient = OneKey.tokens(key, settings(Duration.ofSeconds(leeway)));
        Forgery genuine = Forgery.of(issue());
        String later =
                genuine.claims(with(genuine, "\"nbf\":" + NOW.getEpochSecond())).signedWith(key);

        assertThat(lenient.verify(later, NOW.minusMillis(millisEarly)).validity())
                .isEqualTo(finding);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "aud":"audience"           | "aud":["audience"]          | VALID
            "aud":"audience"           | "aud":["other","audience"]  | VALID
            "aud":"audience"           | "aud":"other"               | INVALID
            "aud":"audience"           | "aud":["other"]             | INVALID
            "aud":"audience"           | "aud":[]                    | INVALID
            "aud":"audience"           | "aud":"audience2"           | INVALID
            "aud":"audience"           | "aud":7                     | INVALID
            "aud":"audience"           | "aux":"audience"            | INVALID
            "iss":"issuer"             | "iss":"Issuer"              | INVALID
            "iss":"issuer"             | "iss":["issuer"]            | INVALID
            "iss":"issuer"             | "iss":null                  | INVALID
            "exp":1772366700           | "exp":null                  | INVALID
            "exp":1772366700           | "exp":"1772366700"          | INVALID
            "exp":1772366700           | "exp":1772366400            | EXPIRED
            "sub":"user-1"             | "sub":null                  | INVALID
            "sid":"session-1"          | "sid":7                     | INVALID
            "sid":"session-1"          | "six":"session-1"           | INVALID
            "roles":["admin","user"]   | "roles":"admin"             | INVALID
            "amr":["pwd","otp"]        | "amr":{}                    | INVALID
            "auth_time":1772366340     | "auth_time":"now"           | INVALID
            "iss":"issuer"             | "iss":7                     | INVALID
            "iss":"issuer"             | "iss":"issuer","iss":"x"    | INVALID
            "aud":"audience"           | "aud":["audience",null]     | INVALID
            "aud":"audience"           | "aud":["audience",7]        | INVALID
            "exp":1772366700           | "exp":1e300                 | INVALID
            "exp":1772366700           | "exp":-1772366700           | INVALID
            "exp":1772366700           | "exp":9223372036854775807   | INVALID
            "exp":1772366700           | "exp":1.7723667e9           | VALID
            "iat":1772366400           | "iat":1772366460            | VALID
            "iat":1772366400           | "iat":1772366461            | INVALID
            "iat":1772366400           | "iat":1772370000            | INVALID
            "iat":1772366400           | "iat":null                  | INVALID
            "iat":1772366400           | "iat":"1772366400"          | INVALID
            "auth_time":1772366340     | "auth_time":1e300           | INVALID
            "auth_time":1772366340     | "auth_time":-1              | INVALID
            "auth_time":1772366340     | "auth_time":1772366701      | INVALID
            "auth_time":1772366340     | "auth_time":[1772366340]    | INVALID
            "sub":"user-1"             | "sub":""                    | INVALID
            "sub":"user-1"             | "sub":1                     | INVALID
            "sub":"user-1"             | "sub":"user\\u0000"          | INVALID
            "sub":"user-1"             | "sub":"user\\ud800"          | INVALID
            "sid":"session-1"          | "sid":""                    | INVALID
            "sid":"session-1"          | "sid":"session\\n"          | INVALID
            "roles":["admin","user"]   | "roles":["admin",null]      | INVALID
            "roles":["admin","user"]   | "roles":["admin",7]         | INVALID
            "roles":["admin","user"]   | "roles":["\\udc00"]          | INVALID
            "roles":["admin","user"]   | "roles":null                | INVALID
            "roles":["admin","user"]   | "roles":["user","user"]     | VALID
            "roles":["admin","user"]   | "roles":[""]                | VALID
            "amr":["pwd","otp"]        | "amr":[null]                | INVALID
            "amr":["pwd","otp"]        | "amr":[["pwd"]]             | INVALID
            "amr":["pwd","otp"]        | "amr":null                  | INVALID
            "amr":["pwd","otp"]        | "amr":[],"transport":7      | INVALID
            "amr":["pwd","otp"]        | "amr":[],"transport":null   | VALID
            "amr":["pwd","otp"]        | "amr":[],"nbf":"now"        | INVALID
            "amr":["pwd","otp"]        | "amr":[],"x":[[[[null]]]]   | VALID
            "jti":                     | "jtj":                      | INVALID
            "jti":                     | "jti":null,"jtj":           | INVALID
            "jti":                     | "jti":7,"jtj":              | INVALID
            "jti":                     | "jti":"","jtj":             | INVALID
            """)
    void rule15_each_claim_is_checked_even_under_our_signature(String claim, String changed, Validity finding) {
        Forgery genuine = Forgery.of(issue());
        assertThat(genuine.claims()).contains(claim);
        String text = genuine.claims(genuine.claims().replace(claim, changed)).signedWith(key);

        assertThat(tokens.verify(text, NOW).validity()).isEqualTo(finding);
    }

    @Test
    void what_nobody_has_looked_at_is_not_passed_on() {
        Forgery genuine = Forgery.of(issue());
        String nested = "\"x\":" + "[".repeat(200) + "]".repeat(200);
        String text = genuine.claims(with(genuine, nested)).signedWith(key);

        assertThat(tokens.verify(text, NOW).token().orElseThrow().claims()).doesNotContainKey("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "7", "{", "{}", "{\"sub\":1}{}", "\u00ef\u00bb\u00bf{}"})
    void rule15_a_payload_of_another_shape_is_invalid(String payload) {
        assertThat(tokens.verify(Forgery.of(issue()).claims(payload).signedWith(key), NOW)
                        .validity())
                .isEqualTo(Validity.INVALID);
    }

    /** A decoder that puts a question mark for what it cannot read would let user\xff pass for user\xfe. */
    @Test
    void rule15_bytes_that_are_no_utf8_are_invalid() {
        String genuine = issue();
        Forgery words = Forgery.of(genuine);
        byte[] latin = words.claims().replace("user-1", "us\u00e9r-1").getBytes(StandardCharsets.ISO_8859_1);
        String text = Forgery.signed(genuine.split("\\.", -1)[0] + "." + Secrets.base64url(latin), key);

        assertThat(tokens.verify(text, NOW).validity()).isEqualTo(Validity.INVALID);
    }

    @Test
    void rule15_a_token_of_another_issuer_with_our_key_is_not_expired_but_invalid() {
        var others = OneKey.tokens(
                key, new AccessTokens.Settings("other", "audience", Duration.ofMinutes(5), Duration.ZERO));
        String text = others.issue(ALICE, NOW, NOW.plusSeconds(300));

        assertThat(tokens.verify(text, SESSION_END).validity()).isEqualTo(Validity.INVALID);
    }

    @Test
    void rule20_no_token_outlives_its_session() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 10_000; round++) {
            Instant now = NOW.plusMillis(random.nextInt(10_000));
            Instant latest = now.plusMillis(random.nextInt(600_000));

            assertThat(settings(Duration.ZERO).end(now, latest))
                    .as("issued %s, session until %s, seed %d", now, latest, seed)
                    .isBeforeOrEqualTo(latest)
                    .isBefore(now.plus(settings(Duration.ZERO).longestLife()));
        }
    }

    @Test
    void its_text_form_leaks_nothing() {
        String text = issue();

        assertThat(tokens.verify(text, NOW).token().orElseThrow()).hasToString("AccessToken of session session-1");
        assertThat(tokens.verify(text, NOW).toString()).doesNotContain(text.split("\\.", -1)[2]);
    }

    private String issue() {
        return tokens.issue(ALICE, NOW, NOW.plusSeconds(300));
    }

    private String jti(String text) {
        return (String) tokens.verify(text, NOW).token().orElseThrow().claims().get("jti");
    }

    private static String with(Forgery genuine, String claim) {
        return genuine.claims().replaceFirst("}$", "," + claim + "}");
    }

    private static AccessTokens.Settings settings(Duration leeway) {
        return new AccessTokens.Settings("issuer", "audience", Duration.ofMinutes(5), leeway);
    }
}
