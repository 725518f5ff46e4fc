package dev.sallyport.social;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.social.SocialStore.Link;
import dev.sallyport.social.SocialStore.Removal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every promise of {@link SocialStore}. */
public abstract class SocialStoreContract {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.500Z");
    private static final int AT_ONCE = 8;

    protected abstract SocialStore store();

    @Test
    void rule24_a_name_is_used_once() {
        assertThat(store().useOnce("trip", NOW)).isTrue();
        assertThat(store().useOnce("trip", NOW)).isFalse();
        assertThat(store().useOnce("other", NOW)).isTrue();
    }

    @Test
    void rule24_of_any_number_at_once_one_uses_it_first() throws Exception {
        for (int round = 0; round < 20; round++) {
            String name = "trip" + round;
            assertThat(atOnce(AT_ONCE, i -> store().useOnce(name, NOW)))
                    .containsOnlyOnce(true)
                    .hasSize(AT_ONCE);
        }
    }

    @Test
    void keeps_every_field_of_a_link() {
        Link full = link("full", identity("s1", "ada@example.com", "Ada", "https://example.com/a.png"), "alice");
        Link bare = new Link("bare", identity("s2", null, null, null), "alice", NOW.plusMillis(1), false);
        store().add(full);
        store().add(bare);

        assertThat(store().find("https://id.example.com", "s1")).contains(full);
        assertThat(store().of("alice")).containsExactly(full, bare);
        assertThat(store().find("https://id.example.com", "S1")).isEmpty();
        assertThat(store().find("https://other.example.com", "s1")).isEmpty();
    }

    @Test
    void rule25_an_identity_is_linked_once_and_what_was_told_first_stays() {
        Link first = link("first", identity("s", "ada@example.com", "Ada", null), "alice");
        store().add(first);

        assertThat(store().add(link("second", identity("s", "eve@example.com", "Eve", null), "eve")))
                .isEqualTo(first);
        assertThat(store().of("eve")).isEmpty();
        assertThat(store().of("alice")).containsExactly(first);
    }

    @Test
    void rule25_of_tabs_that_race_all_are_given_the_same_link() throws Exception {
        List<Link> given =
                atOnce(AT_ONCE, i -> store().add(link("link" + i, identity("s", null, null, null), "user" + i)));

        assertThat(given).hasSize(AT_ONCE);
        assertThat(Collections.nCopies(AT_ONCE, given.get(0))).isEqualTo(given);
    }

    @Test
    void a_link_settles_once() {
        Link open = new Link("l", identity("s", null, null, null), "wished", NOW, false);
        store().add(open);

        assertThat(store().settle(open, "real")).map(Link::userId).contains("real");
        assertThat(store().settle(open, "late")).map(Link::userId).contains("real");
        assertThat(store().of("real")).extracting(Link::settled).containsExactly(true);
        assertThat(store().settle(link("gone", identity("x", null, null, null), "a"), "a"))
                .isEmpty();
    }

    @Test
    void a_link_is_removed_where_the_rest_suffices_and_by_its_owner_only() {
        store().add(link("one", identity("s1", null, null, null), "alice"));
        store().add(link("two", identity("s2", null, null, null), "alice"));

        assertThat(store().remove("eve", "one", rest -> true)).isEqualTo(Removal.UNKNOWN);
        assertThat(store().remove("alice", "none", rest -> true)).isEqualTo(Removal.UNKNOWN);
        assertThat(store().remove("alice", "one", SocialStoreContract::isSome)).isEqualTo(Removal.REMOVED);
        assertThat(store().remove("alice", "two", SocialStoreContract::isSome)).isEqualTo(Removal.NEEDED);
        assertThat(store().of("alice")).extracting(Link::id).containsExactly("two");
    }

    @Test
    void two_removals_at_once_do_not_count_on_each_others_link() throws Exception {
        for (int round = 0; round < 20; round++) {
            String user = "user" + round;
            List<String> ids = List.of(user + "a", user + "b");
            ids.forEach(id -> store().add(link(id, identity(id, null, null, null), user)));

            assertThat(atOnce(2, i -> store().remove(user, ids.get(i), SocialStoreContract::isSome)))
                    .containsExactlyInAnyOrder(Removal.REMOVED, Removal.NEEDED);
            assertThat(store().of(user)).hasSize(1);
        }
    }

    @Test
    void who_is_gone_is_forgotten() {
        store().add(link("one", identity("s1", null, null, null), "alice"));
        store().add(link("two", identity("s2", null, null, null), "bob"));
        store().forget("alice");

        assertThat(store().find("https://id.example.com", "s1")).isEmpty();
        assertThat(store().of("bob")).hasSize(1);
    }

    @Test
    void forgets_names_whose_time_is_over_and_no_more_at_once_than_told() {
        IntStream.range(0, 5).forEach(i -> store().useOnce("old" + i, NOW.minusMillis(1)));
        store().useOnce("now", NOW);

        assertThat(List.of(store().purge(NOW, 2), store().purge(NOW, 2), store().purge(NOW, 2), store().purge(NOW, 2)))
                .containsExactly(2, 2, 1, 0);
        assertThat(store().useOnce("now", NOW)).isFalse();
        assertThat(store().useOnce("old1", NOW)).isTrue();
    }

    private static boolean isSome(List<Link> rest) {
        return !rest.isEmpty();
    }

    private static Link link(String id, Identity identity, String userId) {
        return new Link(id, identity, userId, NOW, true);
    }

    private static Identity identity(String subject, String email, String name, String picture) {
        return new Identity(
                "test",
                "https://id.example.com",
                subject,
                new Profile(
                        Optional.empty(),
                        Optional.ofNullable(email),
                        Optional.ofNullable(name),
                        Optional.ofNullable(picture)));
    }

    private interface Step<T> {
        T take(int number) throws Exception;
    }

    private static <T> List<T> atOnce(int number, Step<T> step) throws Exception {
        CyclicBarrier start = new CyclicBarrier(number);
        ExecutorService threads = Executors.newFixedThreadPool(number);
        try {
            List<Callable<T>> steps = IntStream.range(0, number)
                    .mapToObj(i -> (Callable<T>) () -> {
                        start.await();
                        return step.take(i);
                    })
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(steps)) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
