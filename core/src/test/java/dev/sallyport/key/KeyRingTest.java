package dev.sallyport.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.key.KeyRing.Member;
import dev.sallyport.token.AccessToken;
import dev.sallyport.token.AccessTokens;
import dev.sallyport.token.AccessTokens.Validity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyRingTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final AccessTokens.Settings SETTINGS =
            new AccessTokens.Settings("issuer", "audience", Duration.ofMinutes(5), Duration.ofSeconds(10));
    private static final Duration LIFE = SETTINGS.longestLife();

    private final SigningKey first = SigningKey.generate(Algorithm.HS256);
    private final SigningKey second = SigningKey.generate(Algorithm.HS256);

    @ParameterizedTest(name = "{0} s before or after the second takes over, the {1} signs; the first verifies: {2}")
    @CsvSource({
        "-1000, first,  true",
        "-1,    first,  true",
        "0,     second, true",
        "310,   second, true",
        "311,   second, false",
        "9999,  second, false",
    })
    void a_key_verifies_before_it_signs_and_until_its_last_token_is_over(long seconds, String signs, boolean verifies) {
        KeyRing ring = ring(member(first, Instant.EPOCH), member(second, START));
        Instant now = START.plusSeconds(seconds);

        assertThat(ring.signer(now)).isSameAs(signs.equals("first") ? first : second);
        assertThat(ring.verifier(first.headerText(), now).isPresent()).isEqualTo(verifies);
        assertThat(ring.verifier(second.headerText(), now)).containsSame(second);
    }

    @Test
    void a_clock_that_is_behind_still_finds_a_key_to_sign_with() {
        assertThat(ring(member(first, START), member(second, START.plusSeconds(1)))
                        .signer(START.minusSeconds(5)))
                .isSameAs(first);
    }

    @Test
    void of_two_that_begin_at_once_the_later_signs() {
        assertThat(ring(member(first, START), member(second, START)).signer(START))
                .isSameAs(second);
    }

    @Test
    void a_key_that_only_verifies_never_signs_and_sends_nobody_away() {
        KeyRing ring = ring(new Member(second, Optional.empty()), member(first, Instant.EPOCH));
        Instant late = START.plus(Duration.ofDays(10_000));

        assertThat(ring.signer(late)).isSameAs(first);
        assertThat(ring.verifier(first.headerText(), late)).containsSame(first);
        assertThat(ring.verifier(second.headerText(), late)).containsSame(second);
    }

    @Test
    void what_is_published_are_the_public_halves_of_upcoming_current_and_retired_keys() {
        SigningKey rsa = SigningKey.generate(Algorithm.RS256);
        SigningKey ec = SigningKey.generate(Algorithm.ES256);
        SigningKey ed = SigningKey.generate(Algorithm.ED25519);
        KeyRing ring = ring(
                member(rsa, START),
                member(first, START.plusSeconds(1000)),
                member(ec, START.plusSeconds(2000)),
                member(ed, START.plusSeconds(3000)));

        assertThat(ring.publicJwks(START)).extracting("kid").containsExactly(rsa.id(), ec.id(), ed.id());
        assertThat(ring.publicJwks(START.plusSeconds(2500))).extracting("kid").containsExactly(ec.id(), ed.id());
    }

    /** Nodes that loaded the ring before and after each rotation, tokens issued at any instant, asked at any instant. */
    @Test
    void whatever_the_history_every_token_verifies_until_its_end_and_none_after() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<SigningKey> keys = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            keys.add(SigningKey.generate(Algorithm.HS256));
        }
        for (int history = 0; history < 2_000; history++) {
            List<Member> members = new ArrayList<>();
            // What is known at an instant: a key activates at least LEAD after it was added.
            Instant added = START;
            members.add(member(keys.get(0), START));
            int rotations = 1 + random.nextInt(10);
            for (int i = 1; i <= rotations; i++) {
                added = added.plusMillis(random.nextInt(random.nextBoolean() ? 30_000 : 1_500_000));
                Instant activates = added.plus(KeySchedule.LEAD);
                Instant newest = members.get(i - 1).activatesAt().orElseThrow();
                members.add(member(keys.get(i), activates.isBefore(newest) ? newest : activates));
            }
            long span = Duration.between(START, added).toMillis() + 1_500_000;
            for (int i = 0; i < 10; i++) {
                Instant issued = START.plusMillis((long) (random.nextDouble() * span));
                Instant asked = issued.plusMillis(random.nextInt(330_000));
                String as = "history %s, issued %s, asked %s, seed %d".formatted(members, issued, asked, seed);
                AccessTokens issuer = tokens(knownAt(members, issued, random));
                AccessTokens verifier = tokens(knownAt(members, asked, random));
                Instant end = SETTINGS.end(issued, issued.plus(Duration.ofDays(1)));
                String token = issuer.issue(subject(), issued, end);
                boolean holds = asked.minus(SETTINGS.leeway()).isBefore(end);
                Validity finding = verifier.verify(token, asked).validity();

                assertThat(finding == Validity.VALID).as(as).isEqualTo(holds);
            }
        }
    }

    /** The ring of a node that last loaded it up to one interval ago. */
    private static KeyRing knownAt(List<Member> members, Instant now, Random random) {
        Instant loaded = now.minusMillis(random.nextInt((int) KeySchedule.RELOAD_INTERVAL.toMillis()));
        List<Member> known = members.stream()
                .filter(member -> member == members.get(0)
                        || !member.activatesAt()
                                .orElseThrow()
                                .minus(KeySchedule.LEAD)
                                .isAfter(loaded))
                .toList();
        return KeyRing.of(known, LIFE);
    }

    private static AccessTokens tokens(KeyRing ring) {
        return new AccessTokens(() -> ring, SETTINGS);
    }

    private static AccessToken.Subject subject() {
        return new AccessToken.Subject("user-1", "session-1", Optional.empty(), Set.of(), START, List.of("pwd"));
    }

    private static KeyRing ring(Member... members) {
        return KeyRing.of(List.of(members), LIFE);
    }

    private static Member member(SigningKey key, Instant activatesAt) {
        return new Member(key, Optional.of(activatesAt));
    }
}
