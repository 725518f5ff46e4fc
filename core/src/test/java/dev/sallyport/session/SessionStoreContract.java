package dev.sallyport.session;

import static dev.sallyport.session.Sample.CLIENT;
import static dev.sallyport.session.Sample.NOW;
import static dev.sallyport.session.Sample.openedAt;
import static dev.sallyport.session.Sample.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.token.OneTimeValue;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every promise of {@link SessionStore}, one caller at a time; what holds for many is in {@link SessionStoreRaces}. */
public abstract class SessionStoreContract extends SessionStoreRaces {

    private static final Instant LATER = NOW.plusSeconds(60);

    @Test
    void keeps_every_field_of_a_session() {
        Session untouched = session("untouched", "alice");
        Session worn = Sample.rotated(session("worn", "alice"), LATER).revoked(LATER.plusMillis(1));
        store().open(untouched, Optional.empty(), List.of());
        store().open(worn, Optional.empty(), List.of());

        assertThat(store().find("untouched")).contains(untouched);
        assertThat(store().find("worn")).contains(worn);
    }

    @Test
    void keeps_a_session_that_names_no_method() {
        Session session = session("s", "alice");
        Session bare = new Session(
                "bare",
                "alice",
                session.transport(),
                List.of(),
                session.times(),
                session.family(),
                session.client(),
                Optional.empty());
        store().open(bare, Optional.empty(), List.of());

        assertThat(store().find("bare")).contains(bare);
    }

    @Test
    void finds_nothing_where_there_never_was_anything() {
        assertThat(store().find("unknown")).isEmpty();
        assertThat(store().find("")).isEmpty();
        assertThat(store().find("' OR '1'='1")).isEmpty();
    }

    @Test
    void rule18_opening_one_ends_the_one_it_takes_the_place_of() {
        store().open(session("old", "alice"), Optional.empty(), List.of());
        store().open(session("bystander", "alice"), Optional.empty(), List.of());
        store().open(openedAt(LATER, "new", "alice"), Optional.of("old"), List.of());

        assertThat(store().find("old").orElseThrow().revokedAt()).contains(LATER);
        assertThat(store().find("new").orElseThrow().revokedAt()).isEmpty();
        assertThat(store().find("bystander").orElseThrow().revokedAt()).isEmpty();
    }

    @Test
    void opening_in_place_of_an_ended_or_unknown_one_changes_nothing_else() {
        store().open(session("old", "alice").revoked(NOW), Optional.empty(), List.of());
        store().open(openedAt(LATER, "new", "alice"), Optional.of("old"), List.of());
        store().open(openedAt(LATER, "newer", "alice"), Optional.of("unknown"), List.of());

        assertThat(store().find("old").orElseThrow().revokedAt()).contains(NOW);
        assertThat(store().find("newer")).isPresent();
    }

    @Test
    void rule33_what_was_used_before_opens_nothing_ends_nothing_and_uses_nothing_else_up() {
        OneTimeValue token = OneTimeValue.of("id-token", "token", LATER);
        OneTimeValue visitor = OneTimeValue.of("visitor", "visitor", LATER);
        store().open(session("first", "alice"), Optional.empty(), List.of(token));

        assertThat(store().open(openedAt(LATER, "again", "alice"), Optional.of("first"), List.of(visitor, token)))
                .contains(token);
        assertThat(store().find("again")).isEmpty();
        assertThat(store().find("first").orElseThrow().revokedAt()).isEmpty();
        assertThat(store().open(openedAt(LATER, "second", "alice"), Optional.of("first"), List.of(visitor)))
                .isEmpty();
        assertThat(store().find("first").orElseThrow().revokedAt()).contains(LATER);
    }

    @Test
    void rule33_it_says_which_was_used_before_the_first_of_several() {
        OneTimeValue one = OneTimeValue.of("visitor", "same", LATER);
        OneTimeValue other = OneTimeValue.of("id-token", "same", LATER);
        store().open(session("first", "alice"), Optional.empty(), List.of(one, other));

        assertThat(store().open(session("second", "alice"), Optional.empty(), List.of(other, one)))
                .contains(other);
        assertThat(store().open(session("second", "alice"), Optional.empty(), List.of(one, other)))
                .contains(one);
    }

    @Test
    void rule33_a_name_is_kept_until_it_is_over_however_many_sessions_are_forgotten() {
        OneTimeValue token = OneTimeValue.of("id-token", "token", LATER);
        store().open(session("s", "alice"), Optional.empty(), List.of(token));

        assertThat(store().purge(LATER, 10)).isZero();
        assertThat(store().open(session("t", "alice"), Optional.empty(), List.of(token)))
                .contains(token);
        assertThat(store().purge(LATER.plusMillis(1), 10)).isEqualTo(1);
        assertThat(store().open(session("t", "alice"), Optional.empty(), List.of(token)))
                .isEmpty();
    }

    @Test
    void forgets_no_more_names_at_once_than_it_is_told_to() {
        for (int i = 0; i < 5; i++) {
            store().open(
                            session("s" + i, "alice"),
                            Optional.empty(),
                            List.of(OneTimeValue.of("visitor", "v" + i, NOW)));
        }

        assertThat(List.of(purgeTwoAt(LATER), purgeTwoAt(LATER), purgeTwoAt(LATER), purgeTwoAt(LATER)))
                .containsExactly(2, 2, 1, 0);
    }

    @Test
    void rule20_advancing_moves_the_lineage_and_the_time_it_was_last_seen() {
        Session session = session("s", "alice");
        store().open(session, Optional.empty(), List.of());

        assertThat(advance(session, "second")).isTrue();
        assertThat(store().find("s")).contains(Sample.rotated(session, LATER));
    }

    @Test
    void rule32_advancing_moves_where_the_session_was_last_refreshed_from() {
        Session session = session("s", "alice");
        store().open(session, Optional.empty(), List.of());
        Session.Client phone = new Session.Client("Safari", "198.51.100.4", Optional.of("Safari on iPhone"));

        store().advance(session, session.rotatedTo("second", LATER, phone));
        assertThat(store().find("s").orElseThrow().client()).isEqualTo(phone);
        store().advance(rotated(session), rotated(session).rotatedTo("third", LATER, new Session.Client("", "")));
        assertThat(store().find("s").orElseThrow().client().device()).isEmpty();
    }

    @Test
    void rule32_a_repeat_is_counted_once_for_each_rotation_and_moves_nothing_else() {
        Session session = session("s", "alice");
        store().open(session, Optional.empty(), List.of());
        advance(session, "second");

        assertThat(store().countRepeat(rotated(session))).isTrue();
        assertThat(store().countRepeat(rotated(session))).isTrue();
        assertThat(store().find("s")).contains(rotated(session).repeated());
    }

    @Test
    void rule32_rotations_that_are_repeated_one_after_the_other_are_counted_up() {
        Session session = rotatedAndRepeated(3);

        assertThat(session.family().repeats()).isEqualTo(new Repeats(3, true));
    }

    @Test
    void rule32_a_rotation_that_nobody_repeats_begins_the_count_anew() {
        Session session = rotatedAndRepeated(3);
        advance(session, "quiet");
        Session quiet = store().find("s").orElseThrow();
        advance(quiet, "after");

        assertThat(quiet.family().repeats()).isEqualTo(new Repeats(3, false));
        assertThat(store().find("s").orElseThrow().family().repeats()).isEqualTo(Repeats.NONE);
    }

    @Test
    void rule32_a_repeat_that_comes_between_a_look_and_the_next_rotation_is_counted() {
        Session session = rotatedAndRepeated(2);
        advance(session, "next");
        Session seen = store().find("s").orElseThrow();
        store().countRepeat(seen);
        advance(seen, "after");

        assertThat(store().find("s").orElseThrow().family().repeats()).isEqualTo(new Repeats(3, false));
    }

    @Test
    void rule32_no_repeat_is_counted_where_the_session_no_longer_stands_there_or_has_ended() {
        Session session = session("s", "alice");
        store().open(session, Optional.empty(), List.of());
        advance(session, "second");
        Session before = store().find("s").orElseThrow();

        assertThat(store().countRepeat(session)).isFalse();
        assertThat(store().countRepeat(session("unknown", "alice"))).isFalse();
        assertThat(store().find("s")).contains(before);
        store().revoke("s", LATER);
        assertThat(store().countRepeat(before)).isFalse();
        assertThat(store().find("s")).contains(before.revoked(LATER));
    }

    @Test
    void rule20_advancing_from_where_it_no_longer_stands_does_nothing() {
        Session session = session("s", "alice");
        store().open(session, Optional.empty(), List.of());
        advance(session, "second");
        Session before = store().find("s").orElseThrow();

        assertThat(advance(session, "third")).isFalse();
        assertThat(advance(session.rotatedTo("never", NOW, CLIENT), "third")).isFalse();
        assertThat(store().find("s")).contains(before);
    }

    @Test
    void rule20_an_ended_or_unknown_session_does_not_advance() {
        Session session = session("s", "alice");
        store().open(session, Optional.empty(), List.of());
        store().revoke("s", NOW);

        assertThat(advance(session, "second")).isFalse();
        assertThat(store().find("s")).contains(session.revoked(NOW));
        assertThat(advance(session("unknown", "alice"), "second")).isFalse();
    }

    @Test
    void advancing_one_session_leaves_another_with_the_same_hash_alone() {
        Session other = session("other", "alice");
        store().open(session("s", "alice"), Optional.empty(), List.of());
        store().open(other, Optional.empty(), List.of());
        advance(session("s", "alice"), "second");
        store().countRepeat(session("s", "alice").rotatedTo("second", NOW, CLIENT));

        assertThat(store().find("other")).contains(other);
    }

    @Test
    void ending_says_whether_it_did_and_keeps_the_first_instant() {
        store().open(session("s", "alice"), Optional.empty(), List.of());

        assertThat(store().revoke("s", NOW)).isTrue();
        assertThat(store().revoke("s", LATER)).isFalse();
        assertThat(store().find("s").orElseThrow().revokedAt()).contains(NOW);
        assertThat(store().revoke("unknown", NOW)).isFalse();
    }

    @Test
    void rule19_ending_all_names_those_that_this_call_ended() {
        store().open(session("one", "alice"), Optional.empty(), List.of());
        store().open(session("two", "alice"), Optional.empty(), List.of());
        store().open(session("ended", "alice").revoked(NOW), Optional.empty(), List.of());
        store().open(session("ended now", "alice").revoked(LATER), Optional.empty(), List.of());
        store().open(session("bob's", "bob"), Optional.empty(), List.of());

        assertThat(store().revokeAll("alice", LATER)).containsExactlyInAnyOrder("one", "two");
        assertThat(store().find("one").orElseThrow().revokedAt()).contains(LATER);
        assertThat(store().find("ended").orElseThrow().revokedAt()).contains(NOW);
        assertThat(store().find("bob's").orElseThrow().revokedAt()).isEmpty();
        assertThat(store().revokeAll("alice", LATER)).isEmpty();
        assertThat(store().revokeAll("nobody", LATER)).isEmpty();
    }

    @Test
    void rule19_ending_the_others_leaves_the_one_that_is_kept_and_names_the_rest() {
        store().open(session("kept", "alice"), Optional.empty(), List.of());
        store().open(session("one", "alice"), Optional.empty(), List.of());
        store().open(session("two", "alice"), Optional.empty(), List.of());
        store().open(session("ended", "alice").revoked(NOW), Optional.empty(), List.of());
        store().open(session("bob's", "bob"), Optional.empty(), List.of());

        assertThat(store().revokeOthers("alice", "kept", LATER)).containsExactlyInAnyOrder("one", "two");
        assertThat(store().find("one").orElseThrow().revokedAt()).contains(LATER);
        assertThat(store().find("kept").orElseThrow().revokedAt()).isEmpty();
        assertThat(store().find("ended").orElseThrow().revokedAt()).contains(NOW);
        assertThat(store().find("bob's").orElseThrow().revokedAt()).isEmpty();
        assertThat(store().revokeOthers("alice", "kept", LATER)).isEmpty();
        assertThat(store().revokeOthers("nobody", "kept", LATER)).isEmpty();
    }

    @Test
    void names_that_differ_in_case_an_accent_or_a_blank_are_different_names() {
        List<String> names = List.of("alice", "Alice", "alic\u00e9", "alice ");
        names.forEach(name -> store().open(session("of " + name + "!", name), Optional.empty(), List.of()));
        store().open(session("id", "bob"), Optional.empty(), List.of());

        assertThat(store().revokeAll("alice", NOW)).containsExactly("of alice!");
        assertThat(store().liveSessions("alice ", NOW))
                .extracting(Session::userId)
                .containsExactly("alice ");
        assertThat(store().find("ID")).isEmpty();
        assertThat(store().find("id ")).isEmpty();
    }

    @Test
    void lists_what_lives_the_last_seen_first() {
        store().open(openedAt(NOW.plusSeconds(1), "second", "alice"), Optional.empty(), List.of());
        store().open(openedAt(NOW.plusSeconds(2), "third", "alice"), Optional.empty(), List.of());
        store().open(openedAt(NOW, "first", "alice"), Optional.empty(), List.of());
        store().open(session("ended", "alice").revoked(NOW), Optional.empty(), List.of());
        store().open(session("bob's", "bob"), Optional.empty(), List.of());

        assertThat(live("alice", NOW)).containsExactly("third", "second", "first");
        advance(openedAt(NOW, "first", "alice"), "second");
        assertThat(live("alice", NOW)).containsExactly("first", "third", "second");
        assertThat(live("nobody", NOW)).isEmpty();
    }

    @Test
    void rule20_what_is_over_lives_no_more_from_that_instant() {
        store().open(session("s", "alice"), Optional.empty(), List.of());
        Instant end = NOW.plus(Sample.WEEK);

        assertThat(live("alice", end.minusMillis(1))).containsExactly("s");
        assertThat(live("alice", end)).isEmpty();
    }

    @Test
    void rule19_tells_what_ended_since_an_instant_that_instant_included() {
        store().open(session("before", "alice").revoked(NOW.minusMillis(1)), Optional.empty(), List.of());
        store().open(session("then", "alice").revoked(NOW), Optional.empty(), List.of());
        store().open(session("after", "bob").revoked(LATER), Optional.empty(), List.of());
        store().open(session("live", "alice"), Optional.empty(), List.of());

        assertThat(store().revokedSince(NOW)).isEqualTo(Map.of("then", NOW, "after", LATER));
    }

    @Test
    void forgets_only_what_was_over_before_then() {
        store().open(session("s", "alice"), Optional.empty(), List.of());
        store().open(session("ended", "alice").revoked(NOW), Optional.empty(), List.of());
        store().open(openedAt(LATER, "later", "alice"), Optional.empty(), List.of());
        Instant end = NOW.plus(Sample.WEEK);

        assertThat(store().purge(end, 10)).isZero();
        assertThat(store().purge(end.plusMillis(1), 10)).isEqualTo(2);
        assertThat(store().find("s")).isEmpty();
        assertThat(store().find("ended")).isEmpty();
        assertThat(store().find("later")).isPresent();
    }

    @Test
    void forgets_no_more_at_once_than_it_is_told_to() {
        for (int i = 0; i < 5; i++) {
            store().open(session("s" + i, "alice"), Optional.empty(), List.of());
        }

        assertThat(List.of(purgeTwo(), purgeTwo(), purgeTwo(), purgeTwo())).containsExactly(2, 2, 1, 0);
    }

    @Test
    void what_it_told_does_not_change_afterwards() {
        store().open(session("s", "alice"), Optional.empty(), List.of());
        List<Session> told = store().liveSessions("alice", NOW);
        store().revoke("s", NOW);

        assertThat(told).extracting(Session::revokedAt).isEqualTo(Collections.singletonList(Optional.empty()));
    }

    private int purgeTwo() {
        return purgeTwoAt(NOW.plus(Sample.WEEK).plusMillis(1));
    }

    private int purgeTwoAt(Instant before) {
        return store().purge(before, 2);
    }

    private static Session rotated(Session session) {
        return Sample.rotated(session, LATER);
    }

    private Session rotatedAndRepeated(int times) {
        store().open(session("s", "alice"), Optional.empty(), List.of());
        for (int i = 0; i < times; i++) {
            advance(store().find("s").orElseThrow(), "successor " + i);
            store().countRepeat(store().find("s").orElseThrow());
        }
        return store().find("s").orElseThrow();
    }

    private boolean advance(Session from, String to) {
        return store().advance(from, from.rotatedTo(to, LATER, CLIENT));
    }

    private List<String> live(String userId, Instant now) {
        return store().liveSessions(userId, now).stream().map(Session::id).toList();
    }
}
