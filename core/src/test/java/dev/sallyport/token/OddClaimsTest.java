package dev.sallyport.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.key.Forgery;
import dev.sallyport.key.HmacKey;
import dev.sallyport.key.OneKey;
import dev.sallyport.token.AccessToken.Subject;
import dev.sallyport.token.AccessTokens.Validity;
import dev.sallyport.token.AccessTokens.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Tokens under our own signature whose claims say anything at all: each is judged, none is a fault, and what is taken is fit to be
 * used. {@code -Dlong.runs=1000000} asks for more of them, and {@code -Dseed=} for the same ones again.
 */
class OddClaimsTest {

    private static final int RUNS = Integer.getInteger("long.runs", 20_000);
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final List<String> NAMES = List.of(
            "iss", "aud", "sub", "sid", "jti", "iat", "exp", "nbf", "auth_time", "amr", "roles", "transport", "x");
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1",
            "1e300",
            "-1e300",
            "1e999",
            "0.5",
            "9223372036854775807",
            "1772366400",
            "99999999999999999999999999",
            "\"\"",
            "\"a\"",
            "\"1772366400\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\ud83d\\ude00\"",
            "\"\u00e9\"",
            "[]",
            "[null]",
            "[\"a\"]",
            "[\"a\",\"a\"]",
            "[\"a\",null]",
            "[1]",
            "[[]]",
            "{}",
            "{\"a\":null}",
            "[\"\\ud800\"]",
            "[".repeat(400) + "]".repeat(400),
            "\"" + "a".repeat(1000) + "\"");

    private final HmacKey key = HmacKey.random();
    private final AccessTokens tokens =
            OneKey.tokens(key, new AccessTokens.Settings("issuer", "audience", Duration.ofMinutes(5), Duration.ZERO));

    @Test
    void rule15_whatever_the_claims_say_they_are_judged_and_what_is_taken_can_be_used() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        Forgery genuine = Forgery.of(tokens.issue(
                new Subject("user-1", "session-1", Optional.empty(), Set.of("user"), NOW, List.of("pwd")),
                NOW,
                NOW.plusSeconds(300)));
        Map<Validity, Integer> findings = new EnumMap<>(Validity.class);
        for (int run = 0; run < RUNS; run++) {
            String claims = odd(genuine.claims(), random);
            Verification verification = tokens.verify(genuine.claims(claims).signedWith(key), NOW);
            findings.merge(verification.validity(), 1, Integer::sum);
            verification.token().ifPresent(token -> assertUsable(token, claims + ", seed " + seed));
        }
        assertThat(findings).as("all kinds must come up, or little was tried").containsOnlyKeys(Validity.values());
    }

    /** Some claims of the token changed for another value, left out, or said twice. */
    private static String odd(String claims, Random random) {
        String[] members = claims.substring(1, claims.length() - 1).split(",(?=\"[a-z_]+\":)", -1);
        List<String> said = new ArrayList<>(List.of(members));
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            String member = "\"" + pick(NAMES, random) + "\":" + pick(VALUES, random);
            String start = member.substring(0, member.indexOf(':') + 1);
            if (random.nextInt(20) > 0) {
                said.removeIf(other -> other.startsWith(start));
            }
            said.add(member);
        }
        return "{" + String.join(",", said) + "}";
    }

    private static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    private static void assertUsable(AccessToken token, String claims) {
        Subject subject = token.subject();
        assertThat(subject.userId()).as(claims).isNotEmpty().doesNotContain("\u0000");
        assertThat(subject.sessionId()).as(claims).isNotEmpty().doesNotContain("\u0000");
        assertThat(subject.authenticatedAt()).as(claims).isBetween(Instant.EPOCH, token.expiresAt());
        assertThat(token.claims().toString()).as(claims).doesNotContainPattern("\\p{Cs}");
        assertThat(token.claims()).as(claims).containsKey("jti").doesNotContainKey("x");
        assertThat(subject.roles()).as(claims).doesNotContainNull();
        assertThat(subject.methods()).as(claims).doesNotContainNull();
    }
}
