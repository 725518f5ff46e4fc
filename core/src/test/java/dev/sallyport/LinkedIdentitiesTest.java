package dev.sallyport;

import static dev.sallyport.Browser.CSRF_HEADER;
import static dev.sallyport.Browser.code;
import static dev.sallyport.Browser.text;
import static dev.sallyport.SocialScene.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.SecurityEvent.Kind;
import dev.sallyport.web.Reply;
import dev.sallyport.web.RequestBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Accounts and those at providers that open them. */
class LinkedIdentitiesTest {

    private final SocialScene scene = new SocialScene();
    private final Gate gate = scene.gate;
    private final Browser alice = gate.browser().signedIn("alice");

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void who_is_signed_in_links_a_provider_and_signs_in_with_it_from_then_on() {
        Reply reply = scene.arrive(alice, agreeToLink(alice));

        assertThat(location(reply)).isEqualTo("/account");
        assertThat(reply.cookies()).isEmpty();
        Browser phone = gate.browser();
        scene.signIn(phone);
        assertThat(text(phone.open(), "user", "id")).isEqualTo("id-of-alice");
        assertThat(gate.events()).containsExactly(Kind.SIGNED_IN, Kind.IDENTITY_LINKED, Kind.SIGNED_IN);
    }

    @Test
    void linking_twice_changes_nothing() {
        scene.arrive(alice, agreeToLink(alice));
        assertThat(scene.arrive(alice, agreeToLink(alice)).status()).isEqualTo(303);

        assertThat(gate.links().of("id-of-alice")).hasSize(1);
        assertThat(gate.events()).containsOnlyOnce(Kind.IDENTITY_LINKED);
    }

    @Test
    void rule7_a_link_is_begun_through_both_doors_only() {
        var request = alice.request("POST", "/auth/social/test/link");

        assertThat(code(begin(request.without(CSRF_HEADER)))).isEqualTo("csrf_missing");
        assertThat(code(begin(alice.request("POST", "/auth/social/test/link")
                        .without("Sec-Fetch-Site")
                        .header("Sec-Fetch-Site", "cross-site"))))
                .isEqualTo("cross_site");
        assertThat(code(begin(gate.browser().request("POST", "/auth/social/test/link"))))
                .isEqualTo("access_missing");
    }

    @Test
    void rule24_an_attackers_link_is_not_finished_in_another_browser() {
        Browser attacker = gate.browser().signedIn("bob");
        Map<String, String> attackers = agreeToLink(attacker);
        scene.link(alice);

        assertThat(code(scene.arrive(alice, attackers))).isEqualTo("state_mismatch");
        assertThat(gate.links().of("id-of-alice")).isEmpty();
    }

    @Test
    void whoever_finds_an_unlocked_screen_links_and_unlinks_nothing() {
        scene.arrive(alice, agreeToLink(alice));
        gate.clock().advance(Duration.ofMinutes(11));
        alice.refresh();

        assertThat(code(scene.link(alice))).isEqualTo("insufficient_user_authentication");
        assertThat(code(scene.unlink(alice, onlyLink()))).isEqualTo("insufficient_user_authentication");
        alice.signIn("alice");
        assertThat(scene.link(alice).status()).isEqualTo(200);
        assertThat(scene.unlink(alice, onlyLink()).status()).isEqualTo(204);
    }

    @Test
    void a_session_that_ended_meanwhile_links_nothing() {
        Map<String, String> parameters = agreeToLink(alice);
        gate.sallyport().revokeAll("id-of-alice");

        assertThat(code(scene.arrive(alice, parameters))).isEqualTo("session_revoked");
        assertThat(gate.links().of("id-of-alice")).isEmpty();
    }

    @Test
    void rule25_what_opens_one_account_cannot_be_linked_to_another() {
        scene.arrive(alice, agreeToLink(alice));
        Browser bob = gate.browser().signedIn("bob");
        Reply reply = scene.arrive(bob, agreeToLink(bob));

        assertThat(code(reply)).isEqualTo("identity_taken");
        assertThat(((Map<?, ?>) reply.body()).containsKey("startAgain")).isFalse();
        assertThat(gate.links().of("id-of-bob")).isEmpty();
    }

    @Test
    void a_link_is_listed_with_what_was_told_when_it_was_made() {
        scene.provider.twist(claims -> claims.claim("name", "Alice A.").claim("picture", "https://pics.example/a"));
        scene.arrive(alice, agreeToLink(alice));
        scene.provider.twist(claims -> claims.claim("name", "Somebody else"));
        scene.signIn(gate.browser());

        Map<?, ?> listed = (Map<?, ?>) ((List<?>) scene.identities(alice).body()).get(0);
        assertThat(listed.get("provider")).isEqualTo("test");
        assertThat(listed.get("displayName")).isEqualTo("Alice A.");
        assertThat(listed.get("picture")).isEqualTo("https://pics.example/a");
        assertThat(listed.get("linkedAt")).isEqualTo(Gate.START.toString());
    }

    @Test
    void an_unlinked_provider_opens_the_account_no_more() {
        scene.arrive(alice, agreeToLink(alice));
        assertThat(scene.unlink(alice, onlyLink()).status()).isEqualTo(204);
        Browser phone = gate.browser();
        scene.signIn(phone);

        assertThat(text(phone.open(), "user", "id")).isNotEqualTo("id-of-alice");
        assertThat(gate.events()).contains(Kind.IDENTITY_UNLINKED);
    }

    @Test
    void the_last_way_in_stays() {
        Browser newcomer = gate.browser();
        scene.signIn(newcomer);
        String userId = text(newcomer.open(), "user", "id");
        String link = gate.links().of(userId).get(0).id();

        assertThat(code(scene.unlink(newcomer, link))).isEqualTo("last_way_in");
        assertThat(gate.links().of(userId)).hasSize(1);
    }

    @Test
    void nobody_unlinks_what_is_another_persons() {
        scene.arrive(alice, agreeToLink(alice));
        Browser bob = gate.browser().signedIn("bob");

        assertThat(code(scene.unlink(bob, onlyLink()))).isEqualTo("not_found");
        assertThat(gate.links().of("id-of-alice")).hasSize(1);
    }

    private Map<String, String> agreeToLink(Browser browser) {
        return scene.provider.authorize(URI.create(text(scene.link(browser), "location")));
    }

    private Reply begin(RequestBuilder request) {
        return gate.sallyport().social().link(request.build(), "test", Optional::empty);
    }

    private String onlyLink() {
        return gate.links().of("id-of-alice").get(0).id();
    }
}
