package dev.sallyport.social;

import static dev.sallyport.social.Scene.FLOW;
import static dev.sallyport.social.Scene.failure;
import static dev.sallyport.social.Scene.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.social.FakeHttp.Reply;
import dev.sallyport.social.SocialException.Failure;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Providers without OpenID, by the presets of GitHub and Facebook, which answer as their documents show. */
class PlainProviderTest {

    private static final String GITHUB_USER = """
            {"login":"alice","id":583231,"avatar_url":"https://avatars.example.com/u/1","name":"Alice Doe",
             "email":"public@example.com"}
            """;
    private static final String EMAILS = """
            [{"email":"old@example.com","verified":true,"primary":false,"visibility":null},
             {"email":"alice@example.com","verified":%s,"primary":true,"visibility":"private"}]
            """;

    private final Scene scene = new Scene();

    @BeforeEach
    void answer() {
        FakeHttp http = scene.fake.http();
        http.route(FakeProvider.TOKEN, call -> Reply.of(200, Map.of("access_token", "gho_1", "token_type", "bearer")));
        http.route("/user", call -> new Reply(200, GITHUB_USER));
        http.route("/emails", call -> new Reply(200, EMAILS.formatted(true)));
        http.route("/me", call -> new Reply(200, """
                {"id":"10229","name":"Alice Doe","email":"alice@example.com",
                 "picture":{"data":{"height":200,"is_silhouette":false,"url":"https://img.example.com/a.jpg"}}}
                """));
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void github_says_who_it_is() throws SocialException {
        github();

        assertThat(signIn(Map.of()))
                .isEqualTo(new Identity(
                        "github",
                        scene.fake.issuer(),
                        "583231",
                        new Profile(
                                Optional.of("alice"),
                                Optional.of("alice@example.com"),
                                Optional.of("Alice Doe"),
                                Optional.of("https://avatars.example.com/u/1"))));
        FakeHttp.Call token = scene.fake.http().last(FakeProvider.TOKEN);
        assertThat(token.header("Accept")).isEqualTo("application/json");
        assertThat(token.form())
                .containsEntry("client_secret", FakeProvider.CLIENT_SECRET)
                .containsEntry("code_verifier", FLOW.codeVerifier())
                .containsEntry("redirect_uri", FLOW.redirectUri());
        assertThat(scene.fake.http().last("/user").header("Authorization")).isEqualTo("Bearer gho_1");
        assertThat(scene.request().getRawQuery()).doesNotContain("nonce");
    }

    @Test
    void rule25_only_an_email_that_github_verified_is_taken_over() throws SocialException {
        github();
        scene.fake.http().route("/emails", call -> new Reply(200, EMAILS.formatted(false)));

        assertThat(signIn(Map.of()).profile().email()).isEmpty();
    }

    @Test
    void without_the_right_to_see_emails_there_is_none() throws SocialException {
        github();
        scene.fake.http().route("/emails", call -> Reply.of(404, Map.of("message", "Not Found")));

        assertThat(signIn(Map.of()).profile().email()).isEmpty();
    }

    @ParameterizedTest(name = "iss {0}: {1}")
    @CsvSource({"/login/oauth, true", "'', true", ".evil.example/login/oauth, false"})
    void rule24_an_issuer_on_the_providers_origin_is_its(String behindOrigin, boolean holds) throws SocialException {
        github();
        Map<String, String> iss = Map.of("iss", scene.fake.issuer() + behindOrigin);

        if (holds) {
            assertThat(signIn(iss).subject()).isEqualTo("583231");
        } else {
            assertThat(failureOf(() -> signIn(iss))).isEqualTo(Failure.REJECTED);
        }
    }

    @Test
    void github_refuses_with_the_status_of_success() {
        github();
        scene.fake.http().route(FakeProvider.TOKEN, call -> Reply.of(200, Map.of("error", "bad_verification_code")));

        SocialException refused = failure(() -> signIn(Map.of()));
        assertThat(refused.failure()).isEqualTo(Failure.REJECTED);
        assertThat(refused).hasMessage("github: the token endpoint answered 200 bad_verification_code");
    }

    @Test
    void facebook_says_who_it_is_and_no_email_since_it_does_not_say_that_it_is_verified() throws SocialException {
        facebook();
        Identity alice = signIn(Map.of());

        assertThat(alice.subject()).isEqualTo("10229");
        assertThat(alice.profile().email()).isEmpty();
        assertThat(alice.profile().picture()).contains("https://img.example.com/a.jpg");
    }

    @Test
    void facebook_refuses_with_an_object() {
        facebook();
        scene.fake
                .http()
                .route(
                        FakeProvider.TOKEN,
                        call -> Reply.of(400, Map.of("error", Map.of("message", "used: abc", "code", 100))));

        assertThat(failure(() -> signIn(Map.of()))).hasMessage("facebook: the token endpoint answered 400 100");
    }

    @Test
    void facebook_tells_a_cancelled_sign_in() {
        facebook();

        assertThat(failureOf(() -> signIn(Map.of("error", "access_denied", "error_reason", "user_denied"))))
                .isEqualTo(Failure.DENIED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{}", "{\"id\":1.5}", "{\"id\":true}", "{\"id\":{}}", "{\"id\":\"\"}"})
    void rule25_a_user_without_an_id_is_nobody(String user) {
        github();
        scene.fake.http().route("/user", call -> new Reply(200, user));

        assertThat(failureOf(() -> signIn(Map.of()))).isEqualTo(Failure.REJECTED);
    }

    private Identity signIn(Map<String, String> more) throws SocialException {
        Map<String, String> answer = new HashMap<>(Map.of("code", "c", "state", FLOW.state()));
        answer.putAll(more);
        return scene.signIn(answer);
    }

    private void github() {
        configured("github", "/user");
    }

    private void facebook() {
        configured("facebook", "/me");
    }

    private void configured(String preset, String userinfo) {
        String origin = scene.fake.issuer();
        Map<String, String> settings = new HashMap<>(Map.of(
                "client-id", FakeProvider.CLIENT_ID,
                "client-secret", FakeProvider.CLIENT_SECRET,
                "authorization-endpoint", origin + "/authorize",
                "token-endpoint", origin + FakeProvider.TOKEN,
                "userinfo-endpoint", origin + userinfo));
        if (preset.equals("github")) {
            settings.put("emails-endpoint", origin + "/emails");
        }
        scene.configured(preset, settings);
    }
}
