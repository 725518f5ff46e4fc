package dev.sallyport;

import static dev.sallyport.Browser.code;
import static dev.sallyport.Browser.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.config.ConfigDraft;
import dev.sallyport.config.SallyportConfig;
import dev.sallyport.session.Transport;
import dev.sallyport.web.Reply;
import dev.sallyport.web.RequestBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A user with more roles than a token holds is told so, whichever way the token would travel, and nothing is spent on it. */
class ManyRolesTest {

    private final ConfigDraft draft = new ConfigDraft();

    @ParameterizedTest
    @EnumSource
    void rule4_a_sign_in_opens_no_session_ends_none_and_leaves_the_visitor(Transport transport) {
        Gate gate = gateWith(transport);
        Browser browser = gate.browser();
        browser.open();
        gate.people().add("alice", roles(900));

        assertTooLarge(signIn(gate, browser));
        assertThat(gate.store().liveSessions("id-of-alice", Gate.START)).isEmpty();
        gate.people().add("alice", roles(2));
        assertThat(signIn(gate, browser).status()).isEqualTo(200);
    }

    @Test
    void rule4_a_sign_in_beside_a_session_leaves_the_session() {
        Gate gate = gateWith(Transport.COOKIE);
        Browser browser = gate.browser().signedIn("alice");
        gate.people().add("alice", roles(900));

        assertTooLarge(browser.signIn("alice"));
        assertThat(outcome(browser.postProfile())).isEqualTo("admitted");
        assertThat(gate.store().liveSessions("id-of-alice", Gate.START)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void rule4_and_20_a_refresh_spends_no_token(Transport transport) {
        Gate gate = gateWith(transport);
        Browser browser = gate.browser();
        browser.open();
        Reply signedIn = browser.keep(signIn(gate, browser));
        gate.people().add("alice", roles(900));

        assertTooLarge(refresh(gate, browser, signedIn));
        // Past the grace: were it spent, it would come back as a thief's.
        gate.clock().advance(draft.grace.plusSeconds(1));
        gate.people().add("alice", roles(2));
        assertThat(refresh(gate, browser, signedIn).status()).isEqualTo(200);
        assertThat(gate.store().liveSessions("id-of-alice", gate.clock().instant()))
                .hasSize(1);
    }

    /** Every size near the bound: what is handed out is taken, and what would not be is not handed out. */
    @ParameterizedTest
    @ValueSource(strings = {"cookie", "memory", "header"})
    void rule4_no_token_is_handed_out_that_would_not_be_taken(String name) {
        Transport transport = Transport.named(name).orElseThrow();
        Gate gate = gateWith(transport);
        boolean tooLarge = false;
        for (int length = 2600; length < 2900; length += 3) {
            gate.people().add("alice", Set.of("r".repeat(length)));
            Browser browser = gate.browser();
            browser.open();
            Reply reply = browser.keep(signIn(gate, browser));
            if (reply.status() == 200) {
                assertThat(outcome(call(gate, browser, reply)))
                        .as("%d letters", length)
                        .isEqualTo("admitted");
            } else {
                tooLarge = true;
                assertTooLarge(reply);
            }
        }
        assertThat(tooLarge).as("the bound is among these sizes").isTrue();
    }

    @Test
    void a_handle_has_room_for_all_of_them() {
        draft.formats = List.of(SallyportConfig.Format.OPAQUE);
        Gate gate = gateWith(Transport.COOKIE);
        gate.people().add("alice", roles(900));

        assertThat(outcome(gate.browser().signedIn("alice").get())).isEqualTo("admitted");
    }

    private Gate gateWith(Transport transport) {
        draft.transports = List.of(transport);
        return new Gate(draft);
    }

    private static Reply signIn(Gate gate, Browser browser) {
        return gate.signIn(browser.post(), "alice", People.PASSWORD);
    }

    private static Reply refresh(Gate gate, Browser browser, Reply signedIn) {
        Optional<String> inBody = Optional.ofNullable((String) ((Map<?, ?>) signedIn.body()).get("refreshToken"));
        return browser.keep(gate.sallyport().refresh(browser.post().build(), () -> inBody));
    }

    private static Decision call(Gate gate, Browser browser, Reply signedIn) {
        Object inBody = ((Map<?, ?>) signedIn.body()).get("accessToken");
        RequestBuilder request = browser.request("GET", "/api/profile");
        return gate.sallyport()
                .admit((inBody == null ? request : request.header("Authorization", "JWT " + inBody)).build());
    }

    private static void assertTooLarge(Reply reply) {
        assertThat(code(reply)).isEqualTo("access_token_too_large");
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.cookies()).isEmpty();
    }

    private static Set<String> roles(int howMany) {
        return IntStream.range(0, howMany).mapToObj(i -> "role-" + i).collect(Collectors.toSet());
    }
}
