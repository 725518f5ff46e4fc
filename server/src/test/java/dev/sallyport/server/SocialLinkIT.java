package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Accounts that can be entered in more than one way. */
class SocialLinkIT {

    private final ServerProcess server = SocialVisitor.server();
    private final HttpBrowser demo = server.signedIn();
    private final SocialVisitor ada = SocialVisitor.stranger();

    @AfterEach
    void leaveTheDemoUserAsItWas() {
        HttpBrowser browser = server.signedIn();
        for (JsonNode identity : browser.get("/auth/identities").json()) {
            assertThat(browser.call(
                                    "DELETE",
                                    "/auth/identities/" + identity.get("id").asString())
                            .send())
                    .hasStatus(204);
        }
    }

    @Test
    void whoIsSignedInLinksAnAccountAndSignsInWithIt() {
        String email = UUID.randomUUID() + "@example.com";
        assertThat(demo.get("/auth/identities").json()).isEmpty();

        assertThat(link(demo, "local", Map.of("email", email, "email_verified", true, "name", "Ada")))
                .hasStatus(303)
                .hasHeader("Location", "/settings");

        JsonNode linked = demo.get("/auth/identities").json();
        assertThat(linked).hasSize(1);
        assertThat(linked.get(0).propertyNames())
                .containsExactlyInAnyOrder("id", "provider", "name", "email", "displayName", "picture", "linkedAt");
        assertThat(linked.get(0).get("name").asString()).isEqualTo("Local provider");
        assertThat(linked.get(0).get("email").asString()).isEqualTo(email);
        assertThat(linked.get(0).get("displayName").asString()).isEqualTo("Ada");
        assertThat(linked.toString()).doesNotContain(ada.subject());
        ada.signIn("local");
        assertThat(ada.browser().get("/auth/session")).isOk().hasMembers(Map.of("user.username", "demo"));
    }

    @Test
    void linkingKeepsTheSession() {
        String before = demo.get("/auth/session").text("session.id");
        link(demo, "local", Map.of());

        assertThat(demo.get("/auth/session").text("session.id")).isEqualTo(before);
    }

    @Test
    void whatIsUnlinkedOpensTheAccountNoLonger() {
        link(demo, "local", Map.of());
        String id = demo.get("/auth/identities").json().get(0).get("id").asString();

        assertThat(demo.call("DELETE", "/auth/identities/" + id)
                        .withoutCsrfToken()
                        .send())
                .isRefusal(403, "csrf_missing");
        assertThat(demo.call("DELETE", "/auth/identities/" + id).send()).hasStatus(204);
        assertThat(demo.call("DELETE", "/auth/identities/" + id).send()).hasStatus(404);
        ada.signIn("local");
        assertThat(ada.userId()).isNotEqualTo(demo.get("/auth/session").text("user.id"));
    }

    @Test
    void nobodyElsesIdentityCanBeUnlinkedOrSeen() {
        link(demo, "local", Map.of());
        String id = demo.get("/auth/identities").json().get(0).get("id").asString();
        SocialVisitor mallory = SocialVisitor.stranger();
        mallory.signIn("local");

        assertThat(mallory.browser().call("DELETE", "/auth/identities/" + id).send())
                .hasStatus(404);
        assertThat(mallory.browser().get("/auth/identities").body()).doesNotContain(id);
        assertThat(demo.get("/auth/identities").json()).hasSize(1);
    }

    @Test
    void nobodyIsMadeToLinkAnAttackersAccount() {
        Map<String, String> body = Map.of("returnTo", "/");

        assertThat(demo.call("POST", "/auth/social/local/link")
                        .json(body)
                        .withoutCsrfToken()
                        .send())
                .isRefusal(403, "csrf_missing");
        assertThat(demo.call("POST", "/auth/social/local/link")
                        .json(body)
                        .header("Sec-Fetch-Site", "cross-site")
                        .send())
                .isRefusal(403, "cross_site");
        assertThat(demo.get(SocialVisitor.stranger().trip("local"))).isRefusal(400, "state_mismatch");
        assertThat(demo.get("/auth/identities").json()).isEmpty();
    }

    @Test
    void rule24_aTripOfOneSessionLinksNothingToAnother() {
        SocialVisitor mallory = SocialVisitor.stranger();
        mallory.signIn("local");
        Answer sent = mallory.browser().post("/auth/social/other/link", Map.of("returnTo", "/"));
        String back = SocialVisitor.PROVIDER.signIn(sent.text("location"), mallory.subject());

        assertThat(demo.get(back)).isRefusal(400, "state_mismatch");
        assertThat(demo.get("/auth/identities").json()).isEmpty();
    }

    @Test
    void onlyWhoIsSignedInMayLinkOrSeeAnything() {
        HttpBrowser visitor = server.browser();
        visitor.get("/auth/session");

        assertThat(visitor.post("/auth/social/local/link", Map.of("returnTo", "/")))
                .isRefusal(401, "access_missing");
        assertThat(visitor.get("/auth/identities")).isRefusal(401, "access_missing");
    }

    @Test
    void theLastWayInCannotBeTakenAway() {
        ada.signIn("local");
        JsonNode only = ada.browser().get("/auth/identities").json();
        assertThat(only).hasSize(1);
        String path = "/auth/identities/" + only.get(0).get("id").asString();

        assertThat(ada.browser().call("DELETE", path).send()).isRefusal(409, "last_way_in");

        link(ada.browser(), "other", Map.of());
        assertThat(ada.browser().call("DELETE", path).send()).hasStatus(204);
        assertThat(ada.browser().get("/auth/identities").json()).hasSize(1);
    }

    @Test
    void rule35_whoWasWavedThroughAtTheProviderProvesThereWhoTheyAreBeforeTheyLink() {
        Map<String, ?> longAgo = Map.of("auth_time", Instant.now().getEpochSecond() - 3600);
        HttpBrowser browser = ada.browser();
        browser.get(ada.trip("local", longAgo));
        assertThat(browser.post("/auth/social/other/link", Map.of("returnTo", "/")))
                .isRefusal(401, "insufficient_user_authentication");

        assertThat(ada.start("local")).contains("max_age=600", "prompt=login");
        assertThat(browser.get(ada.trip("local", longAgo))).isRefusal(401, "insufficient_user_authentication");
        assertThat(browser.get(ada.trip("local"))).hasStatus(303);
        assertThat(link(browser, "other", longAgo)).isRefusal(401, "insufficient_user_authentication");
        assertThat(link(browser, "other", Map.of())).hasStatus(303);
    }

    @Test
    void whatIsLinkedToOneAccountIsNotLinkedToAnother() {
        ada.signIn("local");
        String before = ada.userId();

        assertThat(link(demo, "local", Map.of())).isRefusal(409, "identity_taken");
        assertThat(demo.get("/auth/identities").json()).isEmpty();
        assertThat(ada.userId()).isEqualTo(before);
    }

    @Test
    void whoseAddressBelongsToAnAccountIsToldToSignInFirstAndThenMayLink() {
        String email = UUID.randomUUID() + "@example.com";
        Map<String, Object> verified = Map.of("email", email, "email_verified", true);
        ada.browser().get(ada.trip("local", verified));
        SocialVisitor phone = ada.elsewhere();

        Answer refused = phone.browser().get(phone.trip("other", verified));
        assertThat(refused).isRefusal(409, "account_exists");
        phone.signIn("local");
        assertThat(link(phone.browser(), "other", verified)).hasStatus(303);

        assertThat(phone.browser().get("/auth/identities").json().valueStream())
                .extracting(identity -> identity.get("provider").asString())
                .containsExactlyInAnyOrderElementsOf(List.of("local", "other"));
    }

    private Answer link(HttpBrowser browser, String provider, Map<String, ?> claims) {
        Answer sent = browser.post("/auth/social/" + provider + "/link", Map.of("returnTo", "/settings"));
        assertThat(sent).isOk();
        return browser.get(SocialVisitor.PROVIDER.signIn(sent.text("location"), ada.subject(), claims));
    }
}
