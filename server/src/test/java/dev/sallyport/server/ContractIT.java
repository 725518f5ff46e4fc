package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ContractIT {

    private static final String UTC = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z";

    private final ServerProcess server = Launch.shared();
    private HttpBrowser browser;

    @BeforeEach
    void openBrowser() {
        browser = server.browser();
    }

    @Test
    void aVisitorIsToldSoAndGivenACsrfToken() {
        Answer session = browser.get("/auth/session");

        assertThat(session).isOk().hasHeader("Cache-Control", "no-store");
        assertThat(session.json().propertyNames()).containsExactly("authenticated", "refreshable", "csrf");
        assertThat(session.json().get("authenticated").booleanValue()).isFalse();
        assertThat(session.json().get("refreshable").booleanValue()).isFalse();
        assertThat(session.json().get("csrf").propertyNames()).containsExactly("header", "token");
        assertThat(session)
                .hasMembers(Map.of(
                        "csrf.header",
                        "X-XSRF-TOKEN",
                        "csrf.token",
                        browser.cookie("XSRF-TOKEN").orElseThrow()));
    }

    @Test
    void aVisitorWhoComesBackKeepsTheCookies() {
        Answer first = browser.get("/auth/session");
        Answer second = browser.get("/auth/session");

        assertThat(second).isOk().setsNoCookie();
        assertThat(second.text("csrf.token")).isEqualTo(first.text("csrf.token"));
    }

    @Test
    void aVisitorIsGivenTheNonceOfAnIdTokenToExchange() {
        Answer nonce = browser.get("/auth/social/nonce");

        assertThat(nonce).isOk().hasHeader("Cache-Control", "no-store");
        assertThat(nonce.json().propertyNames()).containsExactly("nonce");
        assertThat(nonce.cookies()).containsOnlyKeys("visitor");
        assertThat(browser.get("/auth/social/nonce").text("nonce")).isEqualTo(nonce.text("nonce"));
        assertThat(server.browser().get("/auth/social/nonce").text("nonce")).isNotEqualTo(nonce.text("nonce"));
        assertThat(browser.post("/auth/social/nonce")).hasStatus(405).hasHeader("Allow", "GET");
    }

    @Test
    void signingInAnswersWithTheSession() {
        assertSession(browser.signIn("demo", Launch.PASSWORD));
    }

    @Test
    void refreshingAnswersWithTheSameSession() {
        Answer login = browser.signIn("demo", Launch.PASSWORD);
        Answer refresh = browser.post("/auth/refresh");

        assertSession(refresh);
        assertThat(refresh.json().get("session")).isEqualTo(login.json().get("session"));
        assertThat(refresh.json().get("user")).isEqualTo(login.json().get("user"));
    }

    @Test
    void askingForTheSessionAnswersWithTheSameSession() {
        Answer login = browser.signIn("demo", Launch.PASSWORD);
        Answer session = browser.get("/auth/session");

        assertSession(session);
        assertThat(session.json()).isEqualTo(login.json());
    }

    @Test
    void whoLostTheAccessTokenIsToldThatARefreshIsWorthTrying() {
        browser.signIn("demo", Launch.PASSWORD);
        browser.without("access");

        assertThat(browser.get("/auth/session")).isOk().hasMembers(Map.of("authenticated", false, "refreshable", true));
        assertThat(browser.post("/auth/refresh")).isOk();
    }

    @Test
    void signingOutAnswersWithNothingWhoeverAsks() {
        assertNothing(browser.post("/auth/logout"));
        browser.signIn("demo", Launch.PASSWORD);

        assertNothing(browser.post("/auth/logout"));
        assertNothing(browser.post("/auth/logout"));
        assertThat(browser.get("/api/profile")).isRefusal(401, "access_missing");
    }

    @Test
    void signingOutEverywhereIsForWhoIsSignedIn() {
        assertThat(browser.post("/auth/logout/all")).isRefusal(401, "access_missing");
        browser.signIn("demo", Launch.PASSWORD);

        assertNothing(browser.post("/auth/logout/all"));
    }

    private static void assertNothing(Answer answer) {
        assertThat(answer).hasStatus(204).hasNoHeader("Content-Type");
        assertThat(answer.body()).isEmpty();
    }

    private static void assertSession(Answer answer) {
        assertThat(answer).isOk().hasHeader("Cache-Control", "no-store");
        JsonNode body = answer.json();
        assertThat(body.propertyNames()).containsExactly("authenticated", "user", "session", "accessExpiresAt", "csrf");
        assertThat(body.get("authenticated").booleanValue()).isTrue();
        assertThat(body.get("user").propertyNames()).containsExactly("id", "username", "email", "roles");
        assertThat(body.get("user").get("roles").toString()).isEqualTo("[\"user\"]");
        assertThat(body.get("session").propertyNames())
                .containsExactly("id", "transport", "createdAt", "authenticatedAt", "expiresAt");
        assertThat(answer)
                .hasMembers(Map.of(
                        "user.username", "demo", "user.email", "demo@example.com", "session.transport", "cookie"));
        assertTimes(answer);
    }

    private static void assertTimes(Answer answer) {
        for (String name :
                new String[] {"session.createdAt", "session.authenticatedAt", "session.expiresAt", "accessExpiresAt"}) {
            assertThat(answer.text(name)).as(name).matches(UTC);
        }
        Instant createdAt = Instant.parse(answer.text("session.createdAt"));
        assertThat(Instant.parse(answer.text("session.expiresAt"))).isEqualTo(createdAt.plusSeconds(7 * 24 * 3600));
        assertThat(Instant.parse(answer.text("accessExpiresAt")))
                .isBetween(createdAt.plusSeconds(299), createdAt.plusSeconds(360));
    }
}
