package dev.sallyport.social;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sallyport.social.Choices.Reauthentication;
import dev.sallyport.social.UnusableProviderException.InvalidSetting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings of a provider. */
class ProviderTest {

    private static final Map<String, String> OPENID =
            Map.of("issuer", "https://id.example.com", "client-id", "app", "client-secret", "hush-hush");

    @ParameterizedTest
    @ValueSource(strings = {"google", "github", "facebook", "microsoft"})
    void two_settings_are_enough_for_a_known_provider(String id) {
        Provider provider = Provider.read(id, Map.of("client-id", "app", "client-secret", "hush-hush"));

        assertThat(provider.name()).isNotEqualTo(id).isEqualToIgnoringCase(id);
        assertThat(provider.clientId()).isEqualTo("app");
        assertThat(provider.toString()).doesNotContain("hush-hush");
    }

    @ParameterizedTest
    @CsvSource({
        "google, https://accounts.google.com, true, true",
        "github, https://github.com, false, true",
        "facebook, https://www.facebook.com, false, true",
        "microsoft, https://login.microsoftonline.com/common/v2.0, true, false",
    })
    void presets_say_who_vouches(String id, String issuer, boolean openId, boolean takesAccessTokens) {
        Provider provider = Provider.read(id, Map.of("client-id", "app", "client-secret", "hush-hush"));

        assertThat(provider.issuer()).isEqualTo(issuer);
        assertThat(provider.isOpenId()).isEqualTo(openId);
        assertThat(provider.takesAccessTokens()).isEqualTo(takesAccessTokens);
    }

    @Test
    void a_setting_goes_over_the_preset_and_a_blank_one_takes_it_away() {
        Provider provider = Provider.read(
                "work",
                Map.of(
                        "preset", "github",
                        "name", "Work",
                        "emails-endpoint", " ",
                        "client-id", "app",
                        "client-secret", "hush-hush"));

        assertThat(provider.name()).isEqualTo("Work");
        assertThat(provider.issuer()).isEqualTo("https://github.com");
        assertThat(provider.get(ProviderSetting.EMAILS_ENDPOINT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-id", "clientId", "CLIENT_ID", "client.id", "clientid"})
    void a_key_may_be_spelled_as_files_and_environments_do(String key) {
        Provider provider =
                Provider.read("google", Map.of(key, "app", "CLIENT_SECRET", "hush-hush", "scopes", "openid profile"));

        assertThat(provider.clientId()).isEqualTo("app");
        assertThat(provider.scopes()).containsExactly("openid", "profile");
    }

    @ParameterizedTest
    @CsvSource({"scopes[0], scopes[1], scopes[10]", "scopes.0, scopes.1, scopes.2", "SCOPES_0, SCOPES_1, SCOPES_2_"})
    void a_list_may_come_in_pieces(String first, String second, String third) {
        Map<String, String> settings = new HashMap<>(OPENID);
        settings.putAll(Map.of(first, "openid", second, "email", third, "groups"));

        assertThat(Provider.read("own", settings).scopes()).containsExactly("openid", "email", "groups");
    }

    @Test
    void openid_has_its_usual_scopes() {
        Provider provider = Provider.read("own-id", OPENID);

        assertThat(provider.scopes()).containsExactly("openid", "email", "profile");
        assertThat(provider.name()).isEqualTo("Own-id");
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            client-id                | ''                        | it is missing
            client-secret            | ''                        | it is missing
            client-idd               | x                         | there is no such setting: write one of preset, name
            issuer                   | ''                        | nothing says where the provider is
            issuer                   | http://id.example.com     | write https://
            issuer                   | http://localhost.evil.com | write https://
            issuer                   | http://127.0.0.1.evil.com | write https://
            issuer                   | https://id.example.com?a  | has no query
            issuer                   | https://id.example.com/.well-known/openid-configuration | where its metadata are
            issuer                   | id.example.com            | not a whole address
            issuer                   | https://a:b@example.com   | no user
            issuer                   | https://exa mple.com      | not an address
            token-endpoint           | http://id.example.com/t   | write https://
            jwks-uri                 | http://id.example.com/t   | write https://
            response-mode            | fragment                  | write one of query, form_post
            client-authentication    | jwt                       | write one of basic, post, none, signed-jwt
            token-check              | any                       | write one of none, introspection, tokeninfo, debug-token
            token-check              | tokeninfo                 | it is missing
            reauthentication         | sometimes                 | write one of max-age, none, assumed
            client-authentication    | signed-jwt                | it is missing
            scopes                   | email                     | without the scope openid
            subject-claim            | oid                       | it is always sub
            preset                   | gogle                     | write one of apple, facebook, github, google, microsoft
            clientId                 | another                   | it is given twice
            """)
    void what_is_wrong_is_said_with_what_to_write(String key, String value, String reason) {
        Map<String, String> settings = new HashMap<>(OPENID);
        settings.put(key, value);

        assertThat(problems("own", settings))
                .anySatisfy(problem -> assertThat(problem.reason()).contains(reason));
    }

    @ParameterizedTest
    @CsvSource({"own, MAX_AGE", "google, NONE", "microsoft, NONE", "github, NONE", "facebook, NONE"})
    void rule35_a_provider_is_asked_for_recent_proof_where_it_is_known_to_answer(String id, Reauthentication expected) {
        Map<String, String> settings = id.equals("own") ? OPENID : Map.of("client-id", "app", "client-secret", "hush");

        assertThat(Provider.read(id, settings).reauthentication()).isEqualTo(expected);
    }

    @Test
    void rule35_a_provider_without_an_issuer_cannot_be_asked_for_recent_proof() {
        Map<String, String> settings =
                new HashMap<>(Map.of("client-id", "app", "client-secret", "hush", "reauthentication", "max-age"));

        assertThat(problems("github", settings))
                .extracting(InvalidSetting::reason)
                .anyMatch(it -> it.contains("none or assumed"));
        settings.put("reauthentication", "assumed");
        assertThat(Provider.read("github", settings).reauthentication()).isEqualTo(Reauthentication.ASSUMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080", "http://app.localhost", "http://127.0.0.1:1", "http://[::1]:1"})
    void an_issuer_on_this_machine_needs_no_tls(String issuer) {
        Map<String, String> settings = new HashMap<>(OPENID);
        settings.put("issuer", issuer);

        assertThat(Provider.read("own", settings).issuer()).isEqualTo(issuer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"done", "Own", "a/b", "", "a_b", "ö"})
    void an_id_is_a_part_of_addresses(String id) {
        assertThat(problems(id, OPENID)).extracting(InvalidSetting::setting).contains("id");
    }

    @Test
    void all_problems_are_told_at_once_and_no_secret() {
        List<InvalidSetting> problems = problems(
                "own",
                Map.of(
                        "client-secret", "hush-hush",
                        "clientSecret", "hush-hush-2",
                        "private-kee", "hush-hush-3",
                        "token-endpoint", "http://id.example.com/token"));

        assertThat(problems)
                .extracting(InvalidSetting::setting)
                .containsExactlyInAnyOrder(
                        "client-secret",
                        "private-kee",
                        "client-id",
                        "token-endpoint",
                        "authorization-endpoint",
                        "userinfo-endpoint");
        assertThat(new UnusableProviderException("own", problems))
                .hasMessageNotContaining("hush-hush")
                .hasMessageContaining("(not shown)");
    }

    @Test
    void rule25_no_account_hangs_on_an_email() {
        Map<String, String> settings =
                Map.of("client-id", "app", "client-secret", "x", "preset", "github", "subject-claim", "email");

        assertThat(problems("own", settings))
                .extracting(InvalidSetting::setting)
                .containsExactly("subject-claim");
    }

    @Test
    void a_key_comes_from_a_file_or_from_the_setting(@TempDir Path folder) throws Exception {
        String pem = SignedSecretTest.pem();
        Path file = Files.writeString(folder.resolve("key.p8"), pem);
        Map<String, String> apple = Map.of("client-id", "app", "team-id", "T", "key-id", "K");

        for (var more : List.of(
                Map.of("private-key", pem),
                Map.of("private-key", pem.replace("\n", "\\n")),
                Map.of("private-key-file", file.toString()))) {
            assertThat(Provider.read("apple", joined(apple, more)).privateKey()).isNotNull();
        }
        for (var wrong : List.of(
                Map.of("private-key", "secret-words"),
                Map.of("private-key", SignedSecretTest.pem("RSA", 2048)),
                Map.of("private-key", SignedSecretTest.pem("EC", 384)),
                Map.of("private-key-file", folder.resolve("none").toString()),
                Map.of("private-key-file", file.toString(), "private-key", pem),
                Map.<String, String>of())) {
            assertThat(problems("apple", joined(apple, wrong)))
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.setting()).startsWith("private-key"))
                    .satisfies(problem -> assertThat(problem.toString()).doesNotContain("secret-words", "BEGIN EC"));
        }
    }

    private static Map<String, String> joined(Map<String, String> first, Map<String, String> second) {
        Map<String, String> joined = new HashMap<>(first);
        joined.putAll(second);
        return joined;
    }

    private static List<InvalidSetting> problems(String id, Map<String, String> settings) {
        var unusable = catchThrowableOfType(UnusableProviderException.class, () -> Provider.read(id, settings));
        assertThat(unusable).as("problems").isNotNull();
        return unusable.problems();
    }
}
