package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static dev.sallyport.server.SocialVisitor.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Signing in with a provider, at a real one. */
class SocialIT {

    private final SocialVisitor ada = SocialVisitor.stranger();
    private final HttpBrowser browser = ada.browser();

    @Test
    void thePageLearnsWhichButtonsToShow() {
        Answer listed = browser.get("/auth/social");

        assertThat(listed).isOk();
        assertThat(listed.json())
                .isEqualTo(
                        JsonMapper.shared()
                                .readTree(
                                        "[{\"id\":\"local\",\"name\":\"Local provider\"},{\"id\":\"other\",\"name\":\"Other provider\"}]"));
    }

    @Test
    void rule24_theProviderIsAskedForACodeWithProofKeyStateAndNonce() {
        String there = ada.start("local");

        assertThat(there).startsWith(SocialVisitor.PROVIDER.issuer("local") + "/authorize?");
        assertThat(parameter(there, "response_type")).isEqualTo("code");
        assertThat(parameter(there, "client_id")).isEqualTo(LocalProvider.CLIENT);
        assertThat(parameter(there, "code_challenge_method")).isEqualTo("S256");
        assertThat(parameter(there, "code_challenge")).hasSize(43);
        assertThat(parameter(there, "scope")).contains("openid");
        assertThat(parameter(there, "redirect_uri"))
                .isEqualTo(LocalProvider.encoded("http://127.0.0.1:" + browser.port() + "/auth/social/local/callback"));
        for (String secret : new String[] {"state", "nonce"}) {
            assertThat(parameter(there, secret)).hasSizeGreaterThanOrEqualTo(22);
            assertThat(parameter(ada.start("local"), secret)).isNotEqualTo(parameter(there, secret));
        }
    }

    @Test
    void whoSignsInAtTheProviderIsSignedInHere() {
        assertThat(ada.userId()).isEmpty();

        Answer back = ada.signIn("local");

        assertThat(back).hasStatus(303).hasHeader("Location", "/").hasHeader("Cache-Control", "no-store");
        assertThat(back.cookies()).containsKeys("access", "refresh");
        assertThat(back.cookies().get("access")).contains("HttpOnly", "SameSite=Strict");
        assertThat(ada.userId()).isNotEmpty();
        assertThat(browser.get("/api/profile")).isOk();
    }

    @Test
    void thePersonIsBroughtBackToThePageTheyCameFrom() {
        Answer sent =
                browser.get("/auth/social/local/start?returnTo=" + LocalProvider.encoded("/a/b?c=d&e=%C3%A4#top"));

        Answer back = browser.get(
                SocialVisitor.PROVIDER.signIn(sent.header("Location").orElseThrow(), ada.subject()));

        assertThat(back).hasStatus(303).hasHeader("Location", "/a/b?c=d&e=%C3%A4#top");
    }

    @Test
    void rule24_theVisitorThatTheTripBelongedToEndsWithIt() {
        browser.get("/auth/session");
        HttpBrowser kept = browser.twin();
        assertThat(ada.signIn("local")).hasStatus(303);

        assertThat(kept.post("/auth/login", Map.of("username", "demo", "password", Launch.PASSWORD)))
                .isRefusal(403, "csrf_mismatch");
    }

    @Test
    void theSessionIsOneLikeEveryOther() {
        ada.signIn("local");

        assertThat(browser.call("POST", "/api/profile")
                        .json(Map.of("displayName", "Ada", "bio", ""))
                        .withoutCsrfToken()
                        .send())
                .isRefusal(403, "csrf_missing");
        assertThat(browser.post("/api/profile", Map.of("displayName", "Ada", "bio", "")))
                .isOk();
        assertThat(browser.post("/auth/refresh")).isOk();
        assertThat(browser.get("/api/profile")).isOk();
        HttpBrowser thief = browser.twin();
        assertThat(browser.post("/auth/logout")).hasStatus(204);
        assertThat(thief.get("/api/profile")).isRefusal(401, "session_revoked");
        assertThat(ada.userId()).isEmpty();
    }

    @Test
    void aNewcomersAccountHasTheirNameAndTheirVerifiedAddress() {
        String email = UUID.randomUUID() + "@example.com";

        browser.get(ada.trip("local", Map.of("email", email, "email_verified", true, "name", "Ada")));

        assertThat(browser.get("/api/profile")).isOk().hasMembers(Map.of("email", email, "displayName", "Ada"));
    }

    @Test
    void whoComesBackIsTheSamePerson() {
        SocialVisitor phone = ada.elsewhere();
        ada.signIn("local");
        phone.signIn("local");

        assertThat(phone.userId()).isNotEmpty().isEqualTo(ada.userId());
    }

    @Test
    void rule25_theSameSubjectAtAnotherProviderIsSomebodyElse() {
        SocialVisitor there = ada.elsewhere();
        ada.signIn("local");
        there.signIn("other");

        assertThat(there.userId()).isNotEmpty().isNotEqualTo(ada.userId());
    }

    @Test
    void rule25_anEmailAddressOpensNobodysAccount() {
        String email = UUID.randomUUID() + "@example.com";
        Map<String, ?> verified = Map.of("email", email, "email_verified", true);
        browser.get(ada.trip("local", verified));
        SocialVisitor mallory = SocialVisitor.stranger();

        Answer refused = mallory.browser().get(mallory.trip("other", verified));

        assertThat(refused).isRefusal(409, "account_exists");
        assertThat(mallory.userId()).isEmpty();
        assertThat(ada.userId()).isNotEmpty();
    }

    @Test
    void anEmailAddressThatNobodyVerifiedIsNoAddress() {
        String email = UUID.randomUUID() + "@example.com";
        browser.get(ada.trip("local", Map.of("email", email, "email_verified", true)));
        SocialVisitor bob = SocialVisitor.stranger();

        assertThat(bob.browser().get(bob.trip("other", Map.of("email", email, "email_verified", false))))
                .hasStatus(303);
        assertThat(bob.userId()).isNotEmpty().isNotEqualTo(ada.userId());
        assertThat(bob.browser().get("/auth/session").body()).doesNotContain(email);
    }

    @Test
    void rule18_whomAnotherSiteSendsIsAskedFirstAndAProgramIsRefused() {
        String start = "/auth/social/local/start?returnTo=/orders";

        Answer problem = browser.call("GET", start)
                .header("Sec-Fetch-Site", "cross-site")
                .send();
        assertThat(problem).isRefusal(403, "cross_site").setsNoCookie();
        assertThat(problem).hasMembers(Map.of("returnTo", "/orders"));
        Answer page = browser.call("GET", start)
                .header("Sec-Fetch-Site", "cross-site")
                .header("Accept", "text/html,*/*;q=0.8")
                .send();
        assertThat(page).hasStatus(200).setsNoCookie().hasNoHeader("Location");
        assertThat(page.body()).contains("Sign in with Local provider?", "/auth/social/local/start?returnTo=%2Forders");
        assertThat(browser.call("GET", problem.text("startAgain"))
                        .header("Sec-Fetch-Site", "same-origin")
                        .send())
                .hasStatus(303);
    }

    @Test
    void anUnknownProviderIsNotFound() {
        assertThat(browser.get("/auth/social/pigeon/start?returnTo=/")).hasStatus(404);
    }
}
