package dev.sallyport.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.key.KeyRing.Member;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GeneratedKeysTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration ROTATION = Duration.ofDays(30);
    private static final Duration LEAD = Duration.ofSeconds(300 + 60);

    private final InMemoryKeyTable table = new InMemoryKeyTable();

    @Test
    void the_very_first_key_signs_at_once() {
        assertThat(open(Algorithm.ES256, START).load(START)).singleElement().satisfies(only -> {
            assertThat(only.activatesAt()).contains(START);
            assertThat(only.key().algorithm()).isEqualTo(Algorithm.ES256);
        });
    }

    @Test
    void the_next_start_makes_none() {
        open(Algorithm.HS256, START);

        assertThat(open(Algorithm.HS256, START.plusSeconds(9)).load(START.plusSeconds(9)))
                .hasSize(1);
    }

    @Test
    void when_a_key_has_signed_for_long_enough_the_next_is_announced_before_it_signs() {
        GeneratedKeys keys = open(Algorithm.HS256, START);
        Instant due = START.plus(ROTATION);

        assertThat(keys.load(due.minusMillis(1))).hasSize(1);
        assertThat(keys.load(due))
                .hasSize(2)
                .last()
                .satisfies(next -> assertThat(next.activatesAt()).contains(due.plus(LEAD)));
        assertThat(keys.load(due.plusSeconds(60))).hasSize(2);
    }

    @Test
    void on_command_the_next_is_announced_at_once_and_signs_after_the_same_wait() {
        GeneratedKeys keys = open(Algorithm.HS256, START);
        Member next = keys.rotate(START.plusSeconds(5));

        assertThat(next.activatesAt()).contains(START.plusSeconds(5).plus(LEAD));
        assertThat(keys.load(START.plusSeconds(5))).last().isEqualTo(next);
    }

    @Test
    void of_two_commands_the_second_follows_the_first_though_its_clock_be_behind() {
        GeneratedKeys keys = open(Algorithm.HS256, START);
        Member next = keys.rotate(START);
        Member afterNext = keys.rotate(START.minusSeconds(30));

        assertThat(afterNext.activatesAt()).isEqualTo(next.activatesAt());
        assertThat(KeyRing.of(keys.load(START), ROTATION).signer(START.plus(LEAD)))
                .isSameAs(afterNext.key());
    }

    @Test
    void another_algorithm_is_asked_for_at_the_start_and_signs_at_once_while_the_old_keys_verify() {
        SigningKey old = open(Algorithm.HS256, START).load(START).get(0).key();
        Instant restart = START.plusSeconds(600);
        KeyRing ring = KeyRing.of(open(Algorithm.ED25519, restart).load(restart), Duration.ofMinutes(5));

        assertThat(ring.signer(restart).algorithm()).isEqualTo(Algorithm.ED25519);
        assertThat(ring.verifier(old.headerText(), restart.plusSeconds(299))).containsSame(old);
        assertThat(ring.verifier(old.headerText(), restart.plusSeconds(300))).isEmpty();
    }

    @Test
    void a_node_that_runs_on_with_the_old_algorithm_does_not_change_it_back() {
        GeneratedKeys before = open(Algorithm.HS256, START);
        open(Algorithm.ES256, START.plusSeconds(600));

        assertThat(before.load(START.plusSeconds(660)))
                .extracting(member -> member.key().algorithm())
                .containsExactly(Algorithm.HS256, Algorithm.ES256);
    }

    @Test
    void keys_that_nobody_needs_are_forgotten() {
        GeneratedKeys keys = open(Algorithm.HS256, START);
        Member second = keys.rotate(START);
        Instant longAfter = second.activatesAt().orElseThrow().plus(Duration.ofDays(2));

        assertThat(keys.load(longAfter.minus(Duration.ofDays(1)).minusSeconds(1)))
                .hasSize(2);
        keys.load(longAfter);
        assertThat(table.rows()).extracting(KeyTable.Row::generation).containsExactly(2);
        assertThat(keys.load(longAfter)).containsExactly(second);
    }

    @Test
    void the_first_to_add_a_generation_wins() {
        SigningKey winner = SigningKey.generate(Algorithm.HS256);
        table.add(new KeyTable.Row(1, winner, START));
        table.add(new KeyTable.Row(1, SigningKey.generate(Algorithm.HS256), START));

        assertThat(open(Algorithm.HS256, START).load(START)).isEqualTo(List.of(new Member(winner, Optional.of(START))));
    }

    private GeneratedKeys open(Algorithm algorithm, Instant now) {
        return GeneratedKeys.open(table, new KeySchedule(algorithm, ROTATION, Duration.ofMinutes(5)), now);
    }
}
