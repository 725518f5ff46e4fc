package dev.sallyport.social;

import static dev.sallyport.social.Scene.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import dev.sallyport.social.FakeHttp.Reply;
import dev.sallyport.social.SocialException.Failure;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Access tokens that a client shows: the provider is asked for whom they were minted, as its documents say. */
class TokenCheckTest {

    private static final String CHECK = "/check";

    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    @ParameterizedTest(name = "{0} answers {1} {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            tokeninfo     | 200 | {"aud":"our-app","azp":"our-app","sub":"alice-1","expires_in":"3599"} | alice-1
            tokeninfo     | 200 | {"aud":"our-ios","sub":"alice-1"}                                     | alice-1
            tokeninfo     | 200 | {"aud":"another","azp":"another","sub":"alice-1"}                     | NOT_FOR_US
            tokeninfo     | 200 | {"aud":"another","azp":"our-app","sub":"alice-1"}                     | NOT_FOR_US
            tokeninfo     | 200 | {"aud":"our-app","azp":"another","sub":"alice-1"}                     | NOT_FOR_US
            tokeninfo     | 200 | {"sub":"alice-1"}                                                     | NOT_FOR_US
            tokeninfo     | 200 | {"aud":"our-app","azp":"our-app"}                                     | REJECTED
            tokeninfo     | 200 | []                                                                    | UNAVAILABLE
            tokeninfo     | 400 | {"error":"invalid_token","error_description":"Invalid Value"}         | REJECTED
            introspection | 200 | {"active":true,"client_id":"our-app","sub":"alice-1"}                 | alice-1
            introspection | 200 | {"active":true,"aud":["x","our-app"],"sub":"alice-1"}                 | alice-1
            introspection | 200 | {"active":true,"client_id":"another","aud":"our-app","sub":"alice-1"} | NOT_FOR_US
            introspection | 200 | {"active":true,"sub":"alice-1"}                                       | NOT_FOR_US
            introspection | 200 | {"active":false}                                                      | REJECTED
            introspection | 200 | {"active":"true","client_id":"our-app","sub":"alice-1"}               | REJECTED
            introspection | 200 | {"active":true,"client_id":"our-app","sub":"alice-1","iss":"https://evil.example"} | REJECTED
            introspection | 401 | {"error":"invalid_client"}                                            | REJECTED
            debug-token   | 200 | {"data":{"app_id":"our-app","type":"USER","is_valid":true,"user_id":"alice-1"}}  | alice-1
            debug-token   | 200 | {"data":{"app_id":"another","type":"USER","is_valid":true,"user_id":"alice-1"}}  | NOT_FOR_US
            debug-token   | 200 | {"data":{"app_id":"our-app","type":"USER","is_valid":false,"user_id":"alice-1"}} | REJECTED
            debug-token   | 200 | {"data":{"app_id":"our-app","type":"PAGE","is_valid":true,"user_id":"alice-1"}}  | REJECTED
            debug-token   | 200 | {"data":{"type":"USER","is_valid":true,"user_id":"alice-1"}}          | REJECTED
            debug-token   | 200 | {"data":{"is_valid":false,"error":{"code":190,"message":"x"}}}        | REJECTED
            debug-token   | 400 | {"error":{"message":"Invalid","type":"OAuthException","code":190}}    | REJECTED
            check-token   | 200 | {"app":{"client_id":"our-app"},"user":{"login":"alice","id":"alice-1"}} | alice-1
            check-token   | 200 | {"app":{"client_id":"another"},"user":{"id":"alice-1"}}               | NOT_FOR_US
            check-token   | 200 | {"user":{"id":"alice-1"}}                                             | NOT_FOR_US
            check-token   | 404 | {"message":"Not Found"}                                               | REJECTED
            check-token   | 422 | {"message":"Validation Failed"}                                       | REJECTED
            """)
    void rule26_a_token_counts_only_if_it_was_minted_for_us(String check, int status, String answer, String outcome) {
        scene.fake.http().route(CHECK, call -> new Reply(status, answer));
        scene.with(
                "token-check",
                check,
                "token-check-endpoint",
                scene.fake.issuer() + CHECK,
                "additional-client-ids",
                "our-ios");

        assertThat(outcome()).isEqualTo(outcome);
    }

    @Test
    void rule26_without_a_check_no_access_token_is_believed() {
        assertThat(outcome()).isEqualTo("UNSUPPORTED");
        assertThat(scene.fake.http().calls(FakeProvider.USERINFO)).isEmpty();
    }

    @Test
    void rule26_userinfo_must_speak_of_the_same_person() {
        google();
        scene.fake.userinfo().put("sub", "mallory");

        assertThat(outcome()).isEqualTo("REJECTED");
    }

    @Test
    void the_profile_comes_from_userinfo() throws SocialException {
        google();
        scene.fake.userinfo().putAll(Map.of("email", "a@example.com", "email_verified", true));

        Profile profile = shown().profile();
        assertThat(profile.name()).contains("Alice of Userinfo");
        assertThat(profile.email()).contains("a@example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "line\nbreak", "ümlaut"})
    void what_is_no_token_goes_nowhere(String token) {
        google();

        assertThat(failureOf(() -> scene.show(new ProviderCredential.AccessToken(token))))
                .isEqualTo(Failure.REJECTED);
        assertThat(failureOf(() -> scene.show(new ProviderCredential.AccessToken("x".repeat(16_385)))))
                .isEqualTo(Failure.REJECTED);
        assertThat(scene.fake.http().calls(CHECK)).isEmpty();
    }

    @Test
    void each_is_asked_as_its_documents_say_and_no_token_is_in_an_address_without_need() throws Exception {
        String basic = "Basic " + Base64.getEncoder().encodeToString("our-app:hush".getBytes("US-ASCII"));

        google();
        shown();
        FakeHttp.Call google = scene.fake.http().last(CHECK);
        assertThat(google.method()).isEqualTo("POST");
        assertThat(google.form()).containsOnlyKeys("access_token");
        assertThat(google.query()).isEmpty();

        ask("introspection", "{\"active\":true,\"client_id\":\"our-app\",\"sub\":\"alice-1\"}");
        FakeHttp.Call introspection = scene.fake.http().last(CHECK);
        assertThat(introspection.form()).containsKey("token").containsEntry("token_type_hint", "access_token");
        assertThat(introspection.header("Authorization")).isEqualTo(basic);

        ask("check-token", "{\"app\":{\"client_id\":\"our-app\"},\"user\":{\"id\":\"alice-1\"}}");
        FakeHttp.Call github = scene.fake.http().last(CHECK);
        assertThat(github.method()).isEqualTo("POST");
        assertThat(JSONObjectUtils.parse(github.body())).containsOnlyKeys("access_token");
        assertThat(github.header("Authorization")).isEqualTo(basic);
        assertThat(github.header("Content-Type")).startsWith("application/json");

        ask(
                "debug-token",
                "{\"data\":{\"app_id\":\"our-app\",\"type\":\"USER\",\"is_valid\":true,\"user_id\":\"alice-1\"}}");
        FakeHttp.Call facebook = scene.fake.http().last(CHECK);
        assertThat(facebook.query())
                .containsEntry("access_token", "our-app|hush")
                .containsKey("input_token");
    }

    private void ask(String check, String answer) throws SocialException {
        scene.fake.http().route(CHECK, call -> new Reply(200, answer));
        scene.with("token-check", check, "token-check-endpoint", scene.fake.issuer() + CHECK, "client-secret", "hush");
        shown();
    }

    private void google() {
        scene.fake
                .http()
                .route(
                        CHECK,
                        call -> Reply.of(200, new HashMap<>(Map.of("aud", "our-app", "sub", FakeProvider.ALICE))));
        scene.with("token-check", "tokeninfo", "token-check-endpoint", scene.fake.issuer() + CHECK);
    }

    private Identity shown() throws SocialException {
        return scene.show(new ProviderCredential.AccessToken(scene.fake.accessToken()));
    }

    private String outcome() {
        try {
            return shown().subject();
        } catch (SocialException failed) {
            return failed.failure().name();
        }
    }
}
