package dev.sallyport;

import static dev.sallyport.Browser.CSRF_HEADER;
import static dev.sallyport.Browser.VISITOR;
import static dev.sallyport.Browser.code;
import static dev.sallyport.Browser.outcome;
import static dev.sallyport.Browser.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.SecurityEvent.Kind;
import dev.sallyport.config.ConfigDraft;
import dev.sallyport.session.Transport;
import dev.sallyport.social.ProviderCredential;
import dev.sallyport.web.Reply;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a provider's own kit gave to a page or an app, exchanged for a session. */
class ExchangeTest {

    private final SocialScene scene = new SocialScene(everyTransport());
    private final Gate gate = scene.gate;
    private final Browser browser = gate.browser();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void an_id_token_is_exchanged_for_a_session_and_the_page_sees_no_token() {
        browser.open();
        Reply reply = scene.exchange(browser, scene.idTokenOf(browser));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(text(reply, "user", "id")).isNotEmpty();
        assertThat(reply.body().toString())
                .doesNotContain(browser.refreshToken().orElseThrow());
        assertThat(outcome(browser.postProfile())).isEqualTo("admitted");
    }

    @Test
    void rule8_an_exchange_needs_the_csrf_token_of_its_visitor() {
        browser.open();
        Reply reply = gate.sallyport()
                .social()
                .exchange(
                        browser.request("POST", "/auth/social/test/exchange")
                                .without(CSRF_HEADER)
                                .build(),
                        "test",
                        () -> new Social.Exchange(Optional.empty(), scene.idTokenOf(browser)));

        assertRefused("csrf_missing", reply);
    }

    @Test
    void rule26_a_token_minted_for_another_app_signs_nobody_in() {
        browser.open();
        String nonce = scene.nonce(browser);
        ProviderCredential token = new ProviderCredential.IdToken(
                scene.provider.idToken(claims -> claims.audience("another-app").claim("nonce", nonce)),
                Optional.of(nonce));

        assertRefused("token_not_for_us", scene.exchange(browser, token));
        assertThat(gate.events()).containsExactly(Kind.SIGN_IN_REJECTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cookie", "memory"})
    void rule25_a_token_that_was_made_for_another_visitor_signs_nobody_in_and_is_not_spent_by_it(String transport) {
        browser.open();
        ProviderCredential.IdToken stolen = scene.idTokenOf(browser);
        Browser thief = gate.browser();
        thief.open();

        assertRefused("credentials_rejected", scene.exchange(thief, Optional.of(transport), stolen));
        assertThat(scene.exchange(browser, Optional.of(transport), stolen).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cookie", "memory"})
    void rule25_a_page_has_no_nonce_of_its_own_choice_nor_none(String transport) {
        browser.open();
        Optional<String> own = Optional.of("the page's own");
        String token = scene.provider.idToken(claims -> claims.claim("nonce", own.get()));

        assertRefused(
                "credentials_rejected",
                scene.exchange(browser, Optional.of(transport), new ProviderCredential.IdToken(token, own)));
        assertRefused("credentials_rejected", scene.exchange(browser, Optional.of(transport), scene.idToken()));
    }

    @Test
    void rule25_an_app_that_keeps_its_tokens_itself_names_the_nonce_that_it_chose() {
        String token = scene.provider.idToken(
                claims -> claims.claim("email", "newcomer@example.com").claim("nonce", "the app's own"));

        assertRefused(
                "credentials_rejected",
                scene.exchangeInHeaderForm(browser, new ProviderCredential.IdToken(token, Optional.of("another"))));
        assertRefused(
                "credentials_rejected",
                scene.exchangeInHeaderForm(browser, new ProviderCredential.IdToken(token, Optional.empty())));
        assertThat(scene.exchangeInHeaderForm(
                                browser, new ProviderCredential.IdToken(token, Optional.of("the app's own")))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_visitor_has_one_nonce_on_every_node_and_no_cache_keeps_it() {
        browser.open();
        String nonce = scene.nonce(browser);
        Reply again = gate.sallyport()
                .social()
                .nonce(browser.request("GET", "/auth/social/nonce").build());

        assertThat(text(again, "nonce")).isEqualTo(nonce).hasSize(43);
        assertThat(again.cookies()).isEmpty();
        assertThat(again.headers()).contains(Replies.NO_STORE);
        assertThat(scene.at(gate.anotherNode()).nonce(browser)).isEqualTo(nonce);
        assertThat(nonce).isNotEqualTo(scene.nonce(gate.browser()));
    }

    @Test
    void whose_first_question_it_is_becomes_the_visitor_that_the_nonce_belongs_to() {
        ProviderCredential.IdToken token = scene.idTokenOf(browser);
        Optional<String> name = browser.jar().value(VISITOR);
        browser.open();

        assertThat(name).isPresent().isEqualTo(browser.jar().value(VISITOR));
        assertThat(scene.exchange(browser, token).status()).isEqualTo(200);
    }

    @Test
    void a_nonce_ends_with_the_sign_in_of_its_visitor_and_with_the_session_it_was_given_to() {
        browser.open();
        ProviderCredential.IdToken ofVisitor = scene.idTokenOf(browser);
        browser.signIn("alice");
        ProviderCredential.IdToken ofSession = scene.idTokenOf(browser);

        assertRefused("credentials_rejected", scene.exchange(browser, ofVisitor));
        browser.signIn("alice");
        assertRefused("credentials_rejected", scene.exchange(browser, ofSession));
        assertThat(scene.exchange(browser, scene.idTokenOf(browser)).status()).isEqualTo(200);
    }

    @Test
    void who_is_signed_in_keeps_the_nonce_over_a_refresh() {
        browser.signedIn("alice");
        String nonce = scene.nonce(browser);
        browser.refresh();

        assertThat(scene.nonce(browser)).isEqualTo(nonce);
    }

    private static ConfigDraft everyTransport() {
        ConfigDraft draft = new ConfigDraft();
        draft.transports = List.of(Transport.COOKIE, Transport.MEMORY, Transport.HEADER);
        return draft;
    }

    private static void assertRefused(String code, Reply reply) {
        assertThat(code(reply)).isEqualTo(code);
        assertThat(reply.cookies()).isEmpty();
    }
}
