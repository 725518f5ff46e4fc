package dev.sallyport.social;

import static dev.sallyport.social.Scene.FLOW;
import static dev.sallyport.social.Scene.failure;
import static dev.sallyport.social.Scene.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.sallyport.social.SocialException.Failure;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A browser's trip to an OpenID provider and back. */
class CodeFlowTest {

    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void whoever_comes_back_is_known() throws SocialException {
        Identity alice = scene.signIn();

        assertThat(alice)
                .isEqualTo(new Identity(
                        "fake",
                        scene.fake.issuer(),
                        FakeProvider.ALICE,
                        new Profile(
                                Optional.of("alice"),
                                Optional.of("alice@example.com"),
                                Optional.of("Alice"),
                                Optional.of("https://img.example.com/alice.png"))));
    }

    @Test
    void rule24_the_request_has_all_that_ties_the_answer_to_it() throws SocialException {
        Map<String, String> sent = FakeHttp.parameters(scene.request().getRawQuery());

        assertThat(scene.request().toString()).startsWith(scene.fake.issuer() + "/authorize?");
        assertThat(sent)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", FakeProvider.CLIENT_ID)
                .containsEntry("redirect_uri", FLOW.redirectUri())
                .containsEntry("scope", "openid email profile")
                .containsEntry("state", FLOW.state())
                .containsEntry("nonce", FLOW.nonce())
                .containsEntry("code_challenge_method", "S256")
                .doesNotContainKeys("response_mode", "code_verifier");
        assertThat(sent.get("code_challenge")).hasSize(43).isNotEqualTo(FLOW.codeVerifier());
    }

    @Test
    void the_request_asks_for_a_form_where_that_is_configured() throws SocialException {
        scene.with("response-mode", "form_post", "scopes", "openid");

        assertThat(FakeHttp.parameters(scene.request().getRawQuery()))
                .containsEntry("response_mode", "form_post")
                .containsEntry("scope", "openid");
        assertThat(scene.provider.comesBackByPost()).isTrue();
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource(
            nullValues = "absent",
            value = {
                "state, another,                    REJECTED",
                "state, absent,                     REJECTED",
                "iss,   https://evil.example,       REJECTED",
                "iss,   absent,                     REJECTED",
                "code,  absent,                     REJECTED",
                "code,  made-up,                    REJECTED",
                "code,  with blank,                 REJECTED",
                "error, access_denied,              DENIED",
                "error, user_cancelled_authorize,   DENIED",
                "error, server_error,               REJECTED",
                "error, 'x y\nz',                   REJECTED",
            })
    void rule24_an_answer_of_another_trip_or_provider_or_a_refusal(String name, String value, Failure failure)
            throws SocialException {
        Map<String, String> answer = scene.answer();
        answer.put(name, value);
        answer.values().removeIf(any -> any == null);

        assertThat(failureOf(() -> scene.signIn(answer))).isEqualTo(failure);
    }

    @Test
    void rule24_the_issuer_is_looked_at_before_an_error_is_believed() throws SocialException {
        Map<String, String> answer = scene.answer();
        answer.putAll(Map.of("error", "access_denied", "iss", "https://evil.example"));

        assertThat(failureOf(() -> scene.signIn(answer))).isEqualTo(Failure.REJECTED);
        assertThat(scene.fake.http().calls(FakeProvider.TOKEN)).isEmpty();
    }

    @Test
    void rule24_an_issuer_may_be_absent_only_where_the_provider_does_not_promise_it() throws SocialException {
        scene.fake.metadata().remove("authorization_response_iss_parameter_supported");
        Map<String, String> answer = scene.answer();
        answer.remove("iss");

        assertThat(scene.signIn(answer).subject()).isEqualTo(FakeProvider.ALICE);
    }

    @Test
    void rule24_a_code_is_good_for_once() throws SocialException {
        Map<String, String> answer = scene.answer();
        scene.signIn(answer);

        SocialException again = failure(() -> scene.signIn(answer));
        assertThat(again.failure()).isEqualTo(Failure.REJECTED);
        assertThat(again).hasMessage("fake: the token endpoint answered 400 invalid_grant");
    }

    @Test
    void rule24_a_code_needs_the_verifier_of_its_trip() throws SocialException {
        Map<String, String> answer = scene.answer();
        AuthorizationParameters other = new AuthorizationParameters(
                FLOW.redirectUri(), FLOW.state(), FLOW.nonce(), "w".repeat(43), Optional.empty());

        assertThat(failureOf(() -> scene.providers.identify(scene.provider, other, answer)))
                .isEqualTo(Failure.REJECTED);
    }

    @ParameterizedTest(name = "nonce {0}")
    @CsvSource(
            nullValues = "absent",
            value = {"another", "absent"})
    void rule24_a_token_of_another_trip(String nonce) {
        scene.fake.twist(claims -> claims.claim("nonce", nonce));

        assertThat(failureOf(scene::signIn)).isEqualTo(Failure.REJECTED);
    }

    @ParameterizedTest(name = "client-authentication {0}")
    @CsvSource({"basic", "post"})
    void we_prove_who_we_are(String how) throws SocialException {
        assertThat(scene.with("client-authentication", how).signIn().subject()).isEqualTo(FakeProvider.ALICE);
        assertThat(scene.fake.http().last(FakeProvider.TOKEN).header("Accept")).isEqualTo("application/json");
    }

    @Test
    void a_client_without_a_secret_sends_none() throws SocialException {
        scene.with("client-authentication", "none", "client-secret", "");

        assertThat(failure(scene::signIn)).hasMessage("fake: the token endpoint answered 401 invalid_client");
        FakeHttp.Call call = scene.fake.http().last(FakeProvider.TOKEN);
        assertThat(call.form())
                .containsEntry("client_id", FakeProvider.CLIENT_ID)
                .doesNotContainKey("client_secret");
        assertThat(call.headers()).doesNotContainKey("Authorization");
    }

    @Test
    void an_answer_without_an_id_token_proves_nothing() {
        scene.fake.http().route(FakeProvider.TOKEN, call -> FakeHttp.Reply.of(200, Map.of("access_token", "a")));

        assertThat(failureOf(scene::signIn)).isEqualTo(Failure.REJECTED);
    }

    @Test
    void an_id_token_belongs_to_the_access_token_beside_it() {
        scene.fake.twist(claims -> claims.claim("at_hash", "LDktKdoQak3Pk0cnXxCltA"));

        assertThat(failureOf(scene::signIn)).isEqualTo(Failure.REJECTED);
    }

    @Test
    void userinfo_is_asked_for_what_the_token_does_not_tell() throws SocialException {
        scene.fake.twist(claims -> claims.claim("name", null));
        scene.fake.userinfo().putAll(Map.of("email", "other@example.com", "email_verified", true));

        Profile profile = scene.signIn().profile();
        assertThat(profile.name()).contains("Alice of Userinfo");
        assertThat(profile.email()).contains("alice@example.com");
        scene.fake.twist(claims -> {});
        scene.signIn();
        assertThat(scene.fake.http().calls(FakeProvider.USERINFO)).hasSize(1);
    }

    @Test
    void userinfo_that_fails_is_no_reason_to_turn_somebody_away() throws SocialException {
        scene.fake.twist(claims -> claims.claim("name", null));
        scene.fake.misbehave(FakeProvider.USERINFO, FakeHttp.Fault.ERROR_500);

        assertThat(scene.signIn().profile().name()).isEmpty();
    }

    @Test
    void rule25_userinfo_of_somebody_else_is_refused() {
        scene.fake.twist(claims -> claims.claim("name", null));
        scene.fake.userinfo().put("sub", "mallory");

        assertThat(failureOf(scene::signIn)).isEqualTo(Failure.REJECTED);
    }

    @ParameterizedTest(name = "email_verified {0}: {1}")
    @CsvSource({"true, true", "'\"true\"', true", "false, false", "'\"false\"', false", "1, false", "null, false"})
    void rule25_an_email_counts_only_if_it_is_verified(String claim, boolean counts) throws Exception {
        Object value = com.nimbusds.oauth2.sdk.util.JSONUtils.parseJSON(claim);
        scene.fake.twist(claims -> claims.claim("email_verified", value));

        assertThat(scene.signIn().profile().email().isPresent()).isEqualTo(counts);
    }

    @Test
    void a_first_name_beside_the_tokens_is_for_show_only() throws SocialException {
        scene.fake.twist(claims -> claims.claim("name", null));
        scene.fake.userinfo().remove("name");
        Map<String, String> answer = scene.answer();
        answer.put(
                "user",
                "{\"name\":{\"firstName\":\"Al\u202eice\",\"lastName\":\"Doe\"},\"email\":\"boss@example.com\"}");

        Profile profile = scene.signIn(answer).profile();
        assertThat(profile.name()).contains("Alice Doe");
        assertThat(profile.email()).contains("alice@example.com");
    }

    @ParameterizedTest
    @CsvSource({"'{'", "'[]'", "'{\"name\":1}'", "'{\"name\":{\"firstName\":2}}'"})
    void a_name_that_is_none_does_no_harm(String user) throws SocialException {
        Map<String, String> answer = scene.answer();
        answer.put("user", user);

        assertThat(scene.signIn(answer).profile().name()).contains("Alice");
    }

    @Test
    void rule24_a_client_may_run_the_flow_itself() throws SocialException {
        assertThat(scene.show(code(Optional.of(FLOW.nonce()))).subject()).isEqualTo(FakeProvider.ALICE);
        assertThat(scene.show(code(Optional.empty())).subject()).isEqualTo(FakeProvider.ALICE);
        ProviderCredential other = code(Optional.of("another"));
        assertThat(failureOf(() -> scene.show(other))).isEqualTo(Failure.REJECTED);
    }

    @ParameterizedTest
    @CsvSource({"short, https://app.example.com/", "vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv, 'no address'"})
    void a_client_that_sends_nonsense(String verifier, String redirectUri) {
        ProviderCredential nonsense = new ProviderCredential.Code("code", verifier, redirectUri, Optional.empty());

        assertThat(failureOf(() -> scene.show(nonsense))).isEqualTo(Failure.REJECTED);
    }

    @Test
    void nothing_that_is_printed_holds_a_secret() {
        assertThat(List.of(FLOW, code("c"), new ProviderCredential.AccessToken("c"), scene.provider)
                        .toString())
                .doesNotContain(FLOW.codeVerifier(), FLOW.nonce(), FLOW.state(), FakeProvider.CLIENT_SECRET);
    }

    private ProviderCredential code(Optional<String> nonce) throws SocialException {
        return new ProviderCredential.Code(scene.answer().get("code"), FLOW.codeVerifier(), FLOW.redirectUri(), nonce);
    }

    private static ProviderCredential code(String code) {
        return new ProviderCredential.Code(code, FLOW.codeVerifier(), FLOW.redirectUri(), Optional.empty());
    }

    @Test
    void tokens_of_the_endpoint_are_judged_as_all_are() {
        List<Consumer<JWTClaimsSet.Builder>> twists = List.of(
                claims -> claims.issuer("https://evil.example"),
                claims -> claims.audience("another-app"),
                claims -> claims.expirationTime(new Date(0)));
        for (var twist : twists) {
            scene.fake.twist(twist);
            assertThat(failureOf(scene::signIn)).isIn(Failure.REJECTED, Failure.NOT_FOR_US);
        }
    }
}
