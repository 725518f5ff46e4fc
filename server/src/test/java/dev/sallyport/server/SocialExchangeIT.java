package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static dev.sallyport.server.SocialVisitor.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page or an app was given by a provider's own kit, exchanged for a session. */
class SocialExchangeIT {

    private static final String EXCHANGE = "/auth/social/local/exchange";

    private final SocialVisitor ada = SocialVisitor.stranger();
    private final HttpBrowser browser = ada.browser();

    @BeforeEach
    void openThePage() {
        browser.get("/auth/session");
    }

    @Test
    void anIdTokenForUsSignsItsSubjectIn() {
        Answer answer = browser.post(EXCHANGE, Map.of("idToken", token(Map.of())));

        assertThat(answer).isOk().hasMembers(Map.of("authenticated", true, "session.transport", "cookie"));
        assertThat(answer.cookies()).containsKeys("access", "refresh");
        assertThat(browser.get("/api/profile")).isOk();
    }

    @Test
    void itIsThePersonThatTheButtonSignsIn() {
        browser.post(EXCHANGE, Map.of("idToken", token(Map.of())));
        SocialVisitor elsewhere = ada.elsewhere();
        elsewhere.signIn("local");

        assertThat(elsewhere.userId()).isNotEmpty().isEqualTo(ada.userId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"another-app", LocalProvider.CLIENT + "2", "SALLYPORT-TEST"})
    void rule26_aTokenMadeForAnotherApplicationIsNoProofToUs(String another) {
        String forIt = PROVIDER.idTokenFor(another, another, ada.subject());
        String askedForByIt = PROVIDER.idTokenFor(LocalProvider.CLIENT, another, ada.subject());

        assertRefused(browser.post(EXCHANGE, Map.of("idToken", forIt)), "token_not_for_us");
        assertRefused(browser.post(EXCHANGE, Map.of("idToken", askedForByIt)), "token_not_for_us");
        assertThat(ada.userId()).isEmpty();
    }

    @Test
    void rule26_aBareAccessTokenIsNoProofOfAnything() {
        Answer refused = browser.post(EXCHANGE, Map.of("accessToken", token(Map.of())));

        assertThat(refused).isClientError().setsNoCookie();
        assertThat(ada.userId()).isEmpty();
    }

    /** Each with the right nonce, so that nothing is refused for the wrong reason. */
    private Stream<String> forgeries() {
        Map<String, Object> nonce = Map.of("nonce", nonceOf(browser));
        String good = PROVIDER.idToken("local", "forged", nonce);
        String[] parts = good.split("\\.");
        String another = PROVIDER.idToken("other", "forged", nonce);
        return Stream.of(
                parts[0] + "." + swapped(parts[1], "forged", "victim") + "." + parts[2],
                parts[0] + "." + parts[1] + ".",
                parts[0] + "." + parts[1] + "." + another.split("\\.")[2],
                encoded("{\"alg\":\"none\"}") + "." + parts[1] + ".",
                encoded("{\"alg\":\"HS256\"}") + "." + parts[1] + "." + parts[2],
                good + "A",
                good + "." + parts[2],
                another,
                PROVIDER.expiredIdToken("local", "forged", nonce),
                "not a token",
                "..",
                "");
    }

    @TestFactory
    Stream<DynamicTest> rule25_aTokenThatDoesNotHoldSignsNobodyIn() {
        return forgeries()
                .map(forged -> DynamicTest.dynamicTest("token " + forged, () -> {
                    Answer refused = browser.post(EXCHANGE, Map.of("idToken", forged));

                    assertThat(refused).isClientError().setsNoCookie();
                    assertThat(refused.text("code")).isIn("credentials_rejected", "malformed_request");
                    assertThat(ada.userId()).isEmpty();
                }));
    }

    @Test
    void rule25_thePagesTokenMustHoldTheNonceThatItsVisitorWasGiven() {
        Map<String, Object> ownChoice = Map.of("nonce", "the page's own");
        String token = token(Map.of());
        HttpBrowser thief = visitorAt(SocialVisitor.server());

        assertRefused(
                browser.post(EXCHANGE, Map.of("idToken", token(ownChoice), "nonce", "the page's own")),
                "credentials_rejected");
        assertRefused(
                browser.post(EXCHANGE, Map.of("idToken", PROVIDER.idToken("local", ada.subject(), Map.of()))),
                "credentials_rejected");
        assertRefused(
                thief.post(EXCHANGE, Map.of("idToken", token, "nonce", nonceOf(browser))), "credentials_rejected");
        assertThat(browser.post(EXCHANGE, Map.of("idToken", token))).isOk();
    }

    @Test
    void rule33_whatWasSpentAtOneServerIsSpentAtAnotherThatStartsLater(@TempDir Path folder) {
        Launch launch = Launch.in(folder, withHeader(PROVIDER.properties("local", "Local provider")));
        try (ServerProcess one = launch.start()) {
            HttpBrowser owner = one.browser();
            owner.get("/auth/session");
            HttpBrowser sameVisitor = owner.twin();
            String nonce = nonceOf(owner);
            String token = PROVIDER.idToken("local", ada.subject(), Map.of("nonce", nonce));
            Map<String, String> stolen = Map.of("idToken", token, "nonce", nonce, "transport", "header");
            assertThat(owner.post(EXCHANGE, Map.of("idToken", token))).isOk();
            assertRefused(visitorAt(one).post(EXCHANGE, stolen), "credentials_rejected");

            try (ServerProcess other = launch.start()) {
                HttpBrowser thief = visitorAt(other);
                assertRefused(thief.post(EXCHANGE, stolen), "credentials_rejected");
                assertThat(thief.get("/api/profile")).isRefusal(401, "access_missing");
                assertThat(sameVisitor
                                .twinAt(other.port())
                                .post("/auth/login", Map.of("username", "demo", "password", Launch.PASSWORD)))
                        .isRefusal(403, "csrf_mismatch")
                        .setsNoCookie();
                assertThat(owner.twinAt(other.port()).get("/api/profile")).isOk();
            }
        }
    }

    @Test
    void rule24_aCodeIsExchangedOnlyWithTheVerifierOfItsTrip() throws Exception {
        String verifier = UUID.randomUUID() + "-" + UUID.randomUUID();
        Map<String, String> body =
                Map.of("code", codeFor(verifier), "codeVerifier", verifier, "redirectUri", "http://127.0.0.1/native");
        Map<String, String> wrong = Map.of(
                "code",
                codeFor(verifier),
                "codeVerifier",
                verifier.replace('-', '_'),
                "redirectUri",
                "http://127.0.0.1/native");

        assertRefused(browser.post(EXCHANGE, wrong), "credentials_rejected");
        assertThat(browser.post(EXCHANGE, body)).isOk();
        HttpBrowser again = SocialVisitor.server().browser();
        again.get("/auth/session");
        assertRefused(again.post(EXCHANGE, body), "credentials_rejected");
    }

    @Test
    void nobodyIsSignedInByAPageOfAnotherSite() {
        Map<String, String> body = Map.of("idToken", token(Map.of()));

        assertThat(browser.call("POST", EXCHANGE).json(body).withoutCsrfToken().send())
                .isRefusal(403, "csrf_missing")
                .setsNoCookie();
        assertThat(browser.call("POST", EXCHANGE)
                        .json(body)
                        .header("Sec-Fetch-Site", "cross-site")
                        .send())
                .isRefusal(403, "cross_site")
                .setsNoCookie();
        assertThat(SocialVisitor.server().browser().post(EXCHANGE, body))
                .isRefusal(403, "csrf_missing")
                .setsNoCookie();
        assertThat(ada.userId()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "",
                "{\"idToken\":null}",
                "{\"idToken\":1}",
                "{\"idToken\":\"a\",\"accessToken\":\"b\"}",
                "{\"code\":\"a\"}",
                "{\"code\":\"a\",\"codeVerifier\":\"b\"}"
            })
    void whatIsNeitherOneProofNorAnotherIsMalformed(String body) {
        assertThat(browser.call("POST", EXCHANGE).json(body).send())
                .isRefusal(400, "malformed_request")
                .setsNoCookie();
    }

    private static HttpBrowser visitorAt(ServerProcess server) {
        HttpBrowser visitor = server.browser();
        visitor.get("/auth/session");
        return visitor;
    }

    private static String[] withHeader(List<String> properties) {
        return Stream.concat(properties.stream(), Stream.of("--sallyport.transports=cookie,header"))
                .toArray(String[]::new);
    }

    /** As the provider's own kit makes it for the page, which hands on the nonce that it was given. */
    private String token(Map<String, Object> claims) {
        Map<String, Object> all = new HashMap<>(Map.of("nonce", nonceOf(browser)));
        all.putAll(claims);
        return PROVIDER.idToken("local", ada.subject(), all);
    }

    private static String nonceOf(HttpBrowser browser) {
        return browser.get("/auth/social/nonce").text("nonce");
    }

    /** What an app gets that went to the provider by itself. */
    private String codeFor(String verifier) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
        String back = PROVIDER.signIn(
                PROVIDER.issuer("local") + "/authorize?response_type=code&scope=openid&client_id="
                        + LocalProvider.CLIENT
                        + "&redirect_uri=http://127.0.0.1/native&state=x&code_challenge_method=S256&code_challenge="
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(hash),
                ada.subject());
        return SocialVisitor.parameter(back, "code");
    }

    private static String swapped(String part, String from, String to) {
        return encoded(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8).replace(from, to));
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(Answer answer, String code) {
        assertThat(answer).isRefusal(401, code).setsNoCookie();
    }
}
