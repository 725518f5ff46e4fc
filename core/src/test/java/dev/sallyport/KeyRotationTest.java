package dev.sallyport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.config.SallyportConfig;
import dev.sallyport.key.Algorithm;
import dev.sallyport.key.GeneratedKeys;
import dev.sallyport.key.HmacKey;
import dev.sallyport.key.InMemoryKeyTable;
import dev.sallyport.key.KeySchedule;
import dev.sallyport.session.InMemorySessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The key set and the command, as the hall offers them. */
class KeyRotationTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final SettableClock clock = new SettableClock(START);
    private final Sallyport sallyport = gate();

    @Test
    void rule14_the_key_set_holds_upcoming_current_and_retired_keys_and_no_private_member() {
        List<Object> current = keyIds();
        KeyRotation.Next next = sallyport.rotateKeys();

        assertThat(next.signsFrom()).isEqualTo(START.plusSeconds(360));
        assertThat(next.algorithm()).isEqualTo("ES256");
        assertThat(keyIds()).containsExactly(current.get(0), next.id());
        clock.advance(Duration.ofSeconds(360 + 300));
        assertThat(keyIds()).containsExactly(current.get(0), next.id());
        clock.advance(Duration.ofSeconds(1));
        assertThat(keyIds()).containsExactly(next.id());
        assertThat(keys())
                .allSatisfy(
                        key -> assertThat(key.keySet()).isEqualTo(Set.of("kid", "use", "alg", "kty", "crv", "x", "y")));
    }

    @Test
    void a_reload_adds_what_the_schedule_demands() {
        clock.advance(Duration.ofDays(30));
        sallyport.reloadKeys();

        assertThat(keyIds()).hasSize(2);
    }

    @Test
    void the_status_says_when_the_next_key_is_due_and_then_when_it_takes_over() {
        assertThat(sallyport.status().algorithm()).isEqualTo("ES256");
        assertThat(sallyport.status().nextKey()).contains(START.plus(Duration.ofDays(30)));

        clock.advance(Duration.ofDays(30));
        sallyport.reloadKeys();
        assertThat(sallyport.status().nextKey()).contains(clock.instant().plusSeconds(360));

        clock.advance(Duration.ofSeconds(360));
        assertThat(sallyport.status().nextKey()).contains(clock.instant().plus(Duration.ofDays(30)));
    }

    @Test
    void one_secret_for_everything_has_no_next_key() {
        Sallyport simple = Sallyport.builder(
                        SallyportConfig.defaults(true),
                        Keys.of(HmacKey.random()),
                        new InMemorySessionStore(),
                        new People(),
                        clock)
                .build();

        assertThatThrownBy(simple::rotateKeys).isInstanceOf(UnsupportedOperationException.class);
    }

    private Sallyport gate() {
        KeySchedule schedule = new KeySchedule(
                Algorithm.ES256,
                Duration.ofDays(30),
                SallyportConfig.defaults(true).accessToken().settings().longestLife());
        Keys keys = new Keys(HmacKey.random(), GeneratedKeys.open(new InMemoryKeyTable(), schedule, START));
        return Sallyport.builder(SallyportConfig.defaults(true), keys, new InMemorySessionStore(), new People(), clock)
                .build();
    }

    private List<Object> keyIds() {
        return keys().stream().<Object>map(key -> key.get("kid")).toList();
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> keys() {
        return (List<Map<String, Object>>) ((Map<?, ?>) sallyport.keySet().body()).get("keys");
    }
}
