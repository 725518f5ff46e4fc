package dev.sallyport;

import static dev.sallyport.Browser.ACCESS;
import static dev.sallyport.Browser.CSRF_HEADER;
import static dev.sallyport.Browser.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.EndpointScene.Attached;
import dev.sallyport.web.RequestBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whom each endpoint acts for, whatever Authorization header is attached to what a browser sends. */
class CredentialSourcesTest {

    private final EndpointScene scene = new EndpointScene();
    private final Gate gate = scene.gate;

    @AfterEach
    void close() {
        scene.close();
    }

    @ParameterizedTest
    @CsvSource({
        "FOREIGN_SCHEME,  id-of-alice",
        "NO_TOKEN,        malformed_request",
        "GARBAGE,         access_invalid",
        "FOREIGN_JWT,     access_invalid",
        "A_COOKIES_TOKEN, access_invalid",
        "EXPIRED_OURS,    access_expired",
        "ENDED_OURS,      session_revoked",
        "LIVE_OURS,       id-of-bob",
    })
    void the_application_and_the_account_are_for_whom_the_header_names(Attached attached, String outcome) {
        Browser alice = scene.alice(attached);

        assertThat(alice.postProfile()
                        .fold(
                                Caller::userId,
                                Refusal::code,
                                reason -> reason.refusal().code()))
                .isEqualTo(outcome);
        scene.account().forEach((name, endpoint) -> {
            var reply = endpoint.apply(alice.post());
            assertThat(reply.status() < 300 ? "id-of-" : Browser.code(reply))
                    .as(name)
                    .isEqualTo(outcome.replaceFirst("^id-of-.*", "id-of-"));
        });
    }

    @ParameterizedTest
    @EnumSource
    void the_session_answer_is_about_the_cookies_unless_the_header_names_somebody(Attached attached) {
        assertThat(text(scene.alice(attached).open(), "user", "username"))
                .isEqualTo(attached == Attached.LIVE_OURS ? "bob" : "alice");
    }

    @Test
    void the_session_answer_is_about_the_cookies_also_where_the_headers_user_is_gone() {
        gate.people().remove("bob");

        assertThat(text(scene.alice(Attached.LIVE_OURS).open(), "user", "username"))
                .isEqualTo("alice");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LIVE_OURS")
    void a_newcomer_opens_the_page_and_signs_in(Attached attached) {
        Browser newcomer = scene.attached(attached, gate.browser());
        newcomer.open();

        assertThat(newcomer.signIn("alice").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void a_sign_in_with_cookies_ends_the_session_of_the_cookies_and_no_other(Attached attached) {
        assertThat(scene.alice(attached).signIn("alice").status()).isEqualTo(200);
        assertThat(scene.remaining()).containsExactlyInAnyOrder("bob's expired", "bob's");
    }

    @ParameterizedTest
    @EnumSource
    void an_exchange_for_cookies_does_the_same(Attached attached) {
        assertThat(scene.exchange(scene.alice(attached).post()).status()).isEqualTo(200);
        assertThat(scene.remaining()).containsExactlyInAnyOrder("bob's expired", "bob's");
    }

    @ParameterizedTest
    @EnumSource
    void a_trip_to_a_provider_begins_and_ends_by_the_cookies(Attached attached) {
        assertThat(scene.trip(scene.alice(attached)).status()).isEqualTo(303);
        assertThat(scene.remaining()).containsExactlyInAnyOrder("bob's expired", "bob's");
    }

    @ParameterizedTest
    @EnumSource
    void a_sign_in_in_header_form_ends_the_session_of_the_header_if_any(Attached attached) {
        assertThat(EndpointScene.signIn(gate, scene.alice(attached).post()).cookies())
                .isEmpty();
        assertThat(scene.remaining().contains("bob's")).isEqualTo(attached != Attached.LIVE_OURS);
        assertThat(scene.remaining()).contains("alice's", "bob's expired");
    }

    @ParameterizedTest
    @EnumSource
    void a_refresh_is_by_the_cookie_or_by_the_body(Attached attached) {
        Browser alice = scene.alice(attached);
        Optional<String> body = Optional.of(scene.bobsRefreshToken);

        assertThat(text(alice.refresh(), "user", "username")).isEqualTo("alice");
        assertThat(text(gate.sallyport().refresh(alice.post().build(), () -> body), "user", "username"))
                .isEqualTo("bob");
    }

    @ParameterizedTest
    @CsvSource({
        "FOREIGN_SCHEME,  alice's",
        "NO_TOKEN,        alice's",
        "GARBAGE,         alice's",
        "FOREIGN_JWT,     alice's",
        "A_COOKIES_TOKEN, alice's",
        "EXPIRED_OURS,    bob's expired",
        "ENDED_OURS,",
        "LIVE_OURS,       bob's",
    })
    void a_sign_out_ends_the_session_of_a_token_of_ours_and_else_that_of_the_cookies(Attached attached, String ended) {
        Browser alice = scene.alice(attached);
        List<String> left = new ArrayList<>(scene.remaining());
        left.remove(ended);

        assertThat(alice.signOut().status()).isEqualTo(204);
        assertThat(scene.remaining()).containsExactlyInAnyOrderElementsOf(left);
        assertThat(alice.jar().value(ACCESS).isEmpty()).isEqualTo("alice's".equals(ended));
    }

    @ParameterizedTest
    @EnumSource
    void what_the_cookies_answer_for_passes_both_doors(Attached attached) {
        Browser alice = scene.alice(attached);

        scene.judgedByCookies(attached).forEach((name, endpoint) -> {
            RequestBuilder withoutToken = alice.post().without(CSRF_HEADER);
            RequestBuilder fromElsewhere =
                    alice.post().without("Sec-Fetch-Site").header("Sec-Fetch-Site", "cross-site");
            assertThat(Browser.code(endpoint.apply(withoutToken))).as(name).isEqualTo("csrf_missing");
            assertThat(Browser.code(endpoint.apply(fromElsewhere))).as(name).isEqualTo("cross_site");
        });
        assertThat(scene.remaining()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void a_token_and_an_upgrade_do_not_open_the_first_door_to_what_the_cookies_answer_for(Attached attached) {
        Browser alice = scene.alice(attached);

        scene.judgedByCookies(attached).forEach((name, endpoint) -> {
            RequestBuilder handshake =
                    alice.post().without("Origin").without("Sec-Fetch-Site").header("Upgrade", "websocket");
            assertThat(Browser.code(endpoint.apply(handshake))).as(name).isEqualTo("origin_not_allowed");
        });
    }

    @ParameterizedTest
    @EnumSource
    void rule3_a_cookie_may_come_twice_where_none_is_read(Attached attached) {
        RequestBuilder twice = scene.alice(attached).post().header("Cookie", ACCESS + "=a; " + ACCESS + "=b");
        Optional<String> body = Optional.of(scene.bobsRefreshToken);

        assertThat(gate.sallyport().refresh(twice.build(), () -> body).status()).isEqualTo(200);
        assertThat(gate.sallyport().verify(twice.build(), () -> "a token").status())
                .isEqualTo(200);
        assertThat(EndpointScene.signIn(gate, twice).status()).isEqualTo(200);
        assertThat(Browser.code(gate.refresh(twice))).isEqualTo("duplicate_cookie");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            APPLICATION    | your own addresses
            ACCOUNT        | `sessions`, `logout/all`, `identities`, `social/…/link`
            SESSION        | `session`
            SIGN_OUT       | `logout`
            SIGN_IN        | `login`, `social/…/exchange` for `cookie` or `memory`
            HEADER_SIGN_IN | the same for `header`
            REFRESH        | `refresh`
            BODY_REFRESH   | `refresh` with `{"refreshToken": "…"}`
            CODE_FLOW      | `social/…/start`, `social/…/callback`, `social/nonce`
            VERIFY         | `verify`
            PROBE          | `doctor/probe`
            """)
    void the_table_for_people_says_the_same(CredentialSources endpoint, String name) throws IOException {
        String row = Files.readAllLines(Path.of("../docs/transports.md")).stream()
                .filter(line -> line.startsWith("| " + name + " |"))
                .collect(Collectors.joining());
        String[] cells = row.split(" \\| ", -1);

        assertThat(cells).hasSize(3);
        assertThat(cells[1].startsWith("not read")).isNotEqualTo(endpoint.readsHeader());
        assertThat(cells[2].startsWith("not read")).isNotEqualTo(endpoint.readsCookies());
    }
}
