package dev.sallyport;

import static dev.sallyport.Browser.VISITOR;
import static dev.sallyport.Browser.code;
import static dev.sallyport.Browser.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.SecurityEvent.Kind;
import dev.sallyport.config.ConfigDraft;
import dev.sallyport.session.InMemorySessionStore;
import dev.sallyport.session.Race;
import dev.sallyport.session.SessionStore;
import dev.sallyport.session.Transport;
import dev.sallyport.session.jdbc.JdbcSessionStore;
import dev.sallyport.session.jdbc.TestDatabase;
import dev.sallyport.social.ProviderCredential;
import dev.sallyport.web.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What is good once is good once on all nodes together, and over a restart: visitors and ID tokens. */
@ParameterizedClass(name = "{0}")
@ValueSource(strings = {"memory", "SQLite"})
class SpentOnceTest {

    @Parameter
    private String kind;

    @TempDir
    private Path directory;

    private Optional<TestDatabase> database = Optional.empty();
    private SocialScene here;
    private SocialScene there;
    private Browser browser;

    @BeforeEach
    void two_nodes_and_somebody_who_has_opened_the_page() {
        database = Optional.of(kind).filter("SQLite"::equals).map(any -> TestDatabase.fleetingSqlite(directory));
        SessionStore store = database.<SessionStore>map(file -> new JdbcSessionStore(file.node()))
                .orElseGet(InMemorySessionStore::new);
        ConfigDraft draft = new ConfigDraft();
        draft.transports = List.of(Transport.COOKIE, Transport.HEADER);
        here = new SocialScene(draft, store);
        there = here.at(here.gate.anotherNode());
        browser = here.gate.browser();
        browser.open();
    }

    @AfterEach
    void close() {
        here.close();
        database.ifPresent(TestDatabase::close);
    }

    @Test
    void rule33_a_visitor_who_signed_in_on_one_node_does_not_on_another_and_is_given_a_new_name() {
        Browser copy = browser.copy().at(there.gate);
        browser.signIn("alice");
        Reply refused = copy.signIn("bob");

        assertRefused(refused, 403, "csrf_mismatch");
        assertThat(there.gate.events()).isEmpty();
        assertThat(sessionsOf("bob")).isZero();
        Optional<String> before = copy.jar().value(VISITOR);
        copy.open();
        assertThat(copy.jar().value(VISITOR)).isNotEqualTo(before);
        assertThat(copy.signIn("bob").status()).isEqualTo(200);
    }

    @Test
    void rule33_a_restart_revives_no_visitor() {
        Browser copy = browser.copy();
        browser.signIn("alice");
        here.gate.restart();

        assertRefused(copy.signIn("bob"), 403, "csrf_mismatch");
    }

    @Test
    void rule33_of_many_who_sign_in_at_once_with_one_visitor_on_two_nodes_one_is_signed_in() throws Exception {
        List<Browser> copies = IntStream.range(0, 8)
                .mapToObj(i -> browser.copy().at(i % 2 == 0 ? here.gate : there.gate))
                .toList();
        List<Integer> statuses =
                Race.of(8, i -> () -> copies.get(i).signIn("alice").status());

        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 403);
        assertThat(sessionsOf("alice")).isEqualTo(1);
    }

    @Test
    void rule33_who_comes_back_from_a_provider_as_a_visitor_that_was_spent_elsewhere_is_not_signed_in() {
        Map<String, String> parameters = here.agree(browser);
        Browser copy = browser.copy().at(there.gate);
        browser.signIn("alice");

        assertRefused(there.arrive(copy, parameters), 400, "state_mismatch");
        assertThat(there.gate.events()).doesNotContain(Kind.SIGNED_IN);
    }

    @Test
    void rule33_who_came_back_from_a_provider_has_spent_the_visitor_everywhere() {
        Map<String, String> parameters = here.agree(browser);
        Browser copy = browser.copy().at(there.gate);
        here.arrive(browser, parameters);

        assertRefused(copy.signIn("bob"), 403, "csrf_mismatch");
    }

    @Test
    void rule33_an_id_token_that_was_exchanged_on_one_node_is_as_bad_as_a_forged_one_on_another() {
        ProviderCredential.IdToken token = here.idTokenOf(browser);
        Browser thief = there.gate.browser();
        thief.open();
        assertThat(here.exchange(browser, token).status()).isEqualTo(200);
        Reply refused = there.exchangeInHeaderForm(thief, token);

        assertRefused(refused, 401, "credentials_rejected");
        assertThat(refused)
                .isEqualTo(there.exchangeInHeaderForm(
                        thief, new ProviderCredential.IdToken("x" + token.token(), token.nonce())));
        assertThat(there.gate.events()).containsExactly(Kind.SIGN_IN_REJECTED, Kind.SIGN_IN_REJECTED);
        assertThat(outcome(thief.get())).isEqualTo("anonymous access_missing");
        // The token was at fault and not the visitor.
        assertThat(thief.signIn("alice").status()).isEqualTo(200);
    }

    @Test
    void rule33_a_restart_revives_no_id_token() {
        ProviderCredential.IdToken token = here.idTokenOf(browser);
        here.exchange(browser, token);
        here.gate.restart();

        assertRefused(here.exchangeInHeaderForm(here.gate.browser(), token), 401, "credentials_rejected");
    }

    @Test
    void rule33_of_many_who_bring_one_id_token_at_once_on_two_nodes_one_is_signed_in() throws Exception {
        ProviderCredential.IdToken token = here.idToken();
        List<Integer> statuses = Race.of(8, i -> () -> {
            SocialScene node = i % 2 == 0 ? here : there;
            return node.exchangeInHeaderForm(node.gate.browser(), token).status();
        });

        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 401);
    }

    @Test
    void rule33_a_program_that_has_no_visitor_spends_the_id_token_all_the_same() {
        ProviderCredential.IdToken token = here.idToken();

        assertThat(there.exchangeInHeaderForm(there.gate.browser(), token).status())
                .isEqualTo(200);
        assertRefused(here.exchangeInHeaderForm(here.gate.browser(), token), 401, "credentials_rejected");
    }

    @Test
    void a_sign_in_that_the_store_could_not_do_has_spent_neither_the_visitor_nor_the_id_token() {
        ProviderCredential.IdToken token = here.idTokenOf(browser);
        here.gate.store().down(true);
        assertRefused(here.exchange(browser, token), 503, "store_unavailable");
        here.gate.store().down(false);

        assertThat(here.exchange(browser, token).status()).isEqualTo(200);
    }

    @Test
    void a_sign_in_that_no_visitor_makes_spends_none() {
        Browser visitor = browser.copy();
        Browser alice = here.gate.browser().signedIn("alice");
        alice.jar().put(VISITOR, visitor.jar().value(VISITOR).orElseThrow());
        assertThat(alice.signIn("alice").status()).isEqualTo(200);
        assertThat(here.exchangeInHeaderForm(visitor, here.idToken()).status()).isEqualTo(200);

        assertThat(visitor.signIn("bob").status()).isEqualTo(200);
    }

    @Test
    void a_visitor_that_was_spent_elsewhere_is_not_in_the_way_of_somebody_who_has_a_session() {
        Browser alice = here.gate.browser().signedIn("alice");
        alice.jar().put(VISITOR, browser.jar().value(VISITOR).orElseThrow());
        browser.at(there.gate).signIn("bob");

        assertThat(alice.signIn("alice").status()).isEqualTo(200);
    }

    private int sessionsOf(String name) {
        return here.gate.store().liveSessions("id-of-" + name, Gate.START).size();
    }

    private static void assertRefused(Reply reply, int status, String code) {
        assertThat(code(reply)).isEqualTo(code);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.cookies()).isEmpty();
    }
}
