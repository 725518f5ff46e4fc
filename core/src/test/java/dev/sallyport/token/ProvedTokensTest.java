package dev.sallyport.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.key.Algorithm;
import dev.sallyport.key.CurrentKeys;
import dev.sallyport.key.KeyRing;
import dev.sallyport.key.KeyRing.Member;
import dev.sallyport.key.KeySource;
import dev.sallyport.key.SigningKey;
import dev.sallyport.token.AccessToken.Subject;
import dev.sallyport.token.AccessTokens.Validity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A token that was proved and is brought again: each time, all that may have changed meanwhile is judged anew. */
class ProvedTokensTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final AccessTokens.Settings SETTINGS =
            new AccessTokens.Settings("issuer", "audience", Duration.ofMinutes(5), Duration.ZERO);

    private final SigningKey first = SigningKey.generate(Algorithm.HS256);
    private final SigningKey second = SigningKey.generate(Algorithm.HS256);
    private final AtomicReference<KeyRing> ring = new AtomicReference<>(ring(member(first, Instant.EPOCH)));
    private final AccessTokens tokens = new AccessTokens(ring::get, SETTINGS);
    private final String token = issue(tokens);

    @ParameterizedTest
    @EnumSource
    void itHoldsUntilItsEndAndNotAMomentLonger(Algorithm algorithm) {
        ring.set(ring(member(SigningKey.generate(algorithm), Instant.EPOCH)));
        String signed = issue(tokens);

        assertThat(validity(signed, NOW)).isEqualTo(Validity.VALID);
        assertThat(validity(signed, NOW.plusSeconds(299))).isEqualTo(Validity.VALID);
        assertThat(validity(signed, NOW.plusSeconds(300))).isEqualTo(Validity.EXPIRED);
    }

    @Test
    void itEndsAtOnceWithItsKey() {
        assertThat(validity(token, NOW)).isEqualTo(Validity.VALID);

        ring.set(ring(member(second, Instant.EPOCH)));

        assertThat(validity(token, NOW)).isEqualTo(Validity.INVALID);
    }

    /** A file may be put in the place of another and the name of the key be kept. */
    @Test
    void anotherKeyOfTheSameNameIsAnother() {
        SigningKey impostor = SigningKey.ofSecretJson(second.secretJson().replace(second.id(), first.id()));
        assertThat(validity(token, NOW)).isEqualTo(Validity.VALID);

        ring.set(ring(member(impostor, Instant.EPOCH)));

        assertThat(validity(token, NOW)).isEqualTo(Validity.INVALID);
    }

    @Test
    void itEndsWhenItsKeyCeasesToVerify() {
        Instant takesOver = NOW.minusSeconds(200);
        ring.set(ring(member(first, Instant.EPOCH), member(second, takesOver)));
        assertThat(validity(token, NOW)).isEqualTo(Validity.VALID);

        Instant last = takesOver.plus(SETTINGS.longestLife());

        assertThat(validity(token, last.minusMillis(1))).isEqualTo(Validity.VALID);
        assertThat(validity(token, last)).isEqualTo(Validity.INVALID);
    }

    @Test
    void whatDiffersInOneCharacterIsJudgedByItself() {
        assertThat(validity(token, NOW)).isEqualTo(Validity.VALID);

        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            String tampered = token.substring(0, i) + other + token.substring(i + 1);

            assertThat(validity(tampered, NOW)).as("character " + i).isEqualTo(Validity.INVALID);
            assertThat(validity(tampered, NOW)).as("again").isEqualTo(Validity.INVALID);
        }
    }

    @Test
    void whatCameFromTheFutureHoldsOnceItsTimeHasCome() {
        Instant early = NOW.minusSeconds(61);

        assertThat(validity(token, early)).isEqualTo(Validity.INVALID);
        assertThat(validity(token, NOW)).isEqualTo(Validity.VALID);
        assertThat(validity(token, early)).isEqualTo(Validity.INVALID);
    }

    /** Or each load of them, every minute, would have every token proved again. */
    @Test
    void keysThatAreLoadedAgainAndAreTheSameAreTheSameRing() {
        AtomicReference<String> stored = new AtomicReference<>(first.secretJson());
        CurrentKeys current = new CurrentKeys(new Stored(stored), SETTINGS.longestLife(), NOW);
        KeyRing before = current.ring();

        current.reload(NOW);
        assertThat(current.ring()).isSameAs(before);

        stored.set(second.secretJson());
        current.reload(NOW);
        assertThat(current.ring()).isNotSameAs(before);
    }

    /** A million live tokens are more than are remembered, and each still holds. */
    @Test
    void whatIsForgottenIsProvedAgain() {
        for (int i = 0; i < 50_000; i++) {
            assertThat(validity(issue(tokens), NOW)).isEqualTo(Validity.VALID);
        }

        assertThat(validity(token, NOW)).isEqualTo(Validity.VALID);
    }

    private record Stored(AtomicReference<String> key) implements KeySource {

        @Override
        public List<Member> load(Instant now) {
            return List.of(member(SigningKey.ofSecretJson(key.get()), Instant.EPOCH));
        }

        @Override
        public Member rotate(Instant now) {
            throw new UnsupportedOperationException();
        }
    }

    private Validity validity(String text, Instant now) {
        return tokens.verify(text, now).validity();
    }

    private static String issue(AccessTokens by) {
        Subject alice = new Subject("alice", "session-1", Optional.empty(), Set.of("user"), NOW, List.of("pwd"));
        return by.issue(alice, NOW, NOW.plusSeconds(300));
    }

    private static KeyRing ring(Member... members) {
        return KeyRing.of(List.of(members), SETTINGS.longestLife());
    }

    private static Member member(SigningKey key, Instant activatesAt) {
        return new Member(key, Optional.of(activatesAt));
    }
}
