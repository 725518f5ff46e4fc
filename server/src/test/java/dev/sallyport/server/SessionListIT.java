package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SessionListIT {

    private final ServerProcess server = Launch.shared();
    private final HttpBrowser browser = server.browser();

    @Test
    void theListSaysForEachSessionWhereAndWhenItWasOpened() {
        browser.get("/auth/session");
        String id = signInAs("Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0")
                .text("session.id");

        Answer list = browser.get("/auth/sessions");

        assertThat(list).isOk().hasHeader("Cache-Control", "no-store");
        JsonNode mine = find(list, id);
        assertThat(mine.propertyNames())
                .containsExactly("id", "current", "createdAt", "lastSeenAt", "expiresAt", "device", "ip");
        assertThat(mine.get("current").booleanValue()).isTrue();
        assertThat(mine.get("device").stringValue()).isEqualTo("Firefox 153 on Linux");
        assertThat(mine.get("ip").stringValue()).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "Mozilla/5.0 (a laptop)", "(((((((((("})
    void aDeviceThatDoesNotSayWhatItIsHasNoName(String userAgent) {
        browser.get("/auth/session");
        String id = signInAs(userAgent).text("session.id");

        assertThat(find(browser.get("/auth/sessions"), id).get("device").isNull())
                .isTrue();
    }

    @Test
    void exactlyOneSessionOfTheListIsTheCurrentOne() {
        server.signedIn();
        browser.signIn("demo", Launch.PASSWORD);

        assertThat(StreamSupport.stream(browser.get("/auth/sessions").json().spliterator(), false)
                        .filter(session -> session.get("current").booleanValue()))
                .hasSize(1);
    }

    @Test
    void endingAnotherSessionLeavesThisOne() {
        HttpBrowser other = server.browser();
        String id = other.signIn("demo", Launch.PASSWORD).text("session.id");
        browser.signIn("demo", Launch.PASSWORD);

        assertThat(delete(id)).hasStatus(204).setsNoCookie();

        assertThat(find(browser.get("/auth/sessions"), id)).isNull();
        assertThat(other.get("/api/profile")).isRefusal(401, "session_revoked");
        assertThat(browser.get("/api/profile")).isOk();
    }

    @Test
    void endingTheCurrentSessionExpiresItsCookies() {
        String id = browser.signIn("demo", Launch.PASSWORD).text("session.id");

        assertThat(delete(id)).hasStatus(204);

        assertThat(browser.cookie("access")).isEmpty();
        assertThat(browser.cookie("refresh")).isEmpty();
    }

    @Test
    void endingTheOthersLeavesThisOneAlone() {
        HttpBrowser phone = server.signedIn();
        HttpBrowser tablet = server.signedIn();
        browser.signIn("demo", Launch.PASSWORD);

        assertThat(browser.call("DELETE", "/auth/sessions").send())
                .hasStatus(204)
                .setsNoCookie();

        assertThat(browser.get("/auth/sessions").json()).hasSize(1);
        assertThat(browser.post("/auth/refresh")).isOk();
        for (HttpBrowser other : List.of(phone, tablet)) {
            assertThat(other.get("/api/profile")).isRefusal(401, "session_revoked");
            assertThat(other.post("/auth/refresh")).isRefusal(401, "session_revoked");
        }
        assertThat(browser.call("DELETE", "/auth/sessions").send()).hasStatus(204);
    }

    @Test
    void aSessionEndsOnce() {
        String id = server.signedIn().get("/auth/session").text("session.id");
        browser.signIn("demo", Launch.PASSWORD);

        assertThat(delete(id)).hasStatus(204);
        assertThat(delete(id)).isRefusal(404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAAAAAAAAAAAAAAAAAAAAA", "x", "%20", "'%20OR%201=1%20--", "..;x", "%C3%A9"})
    void whatIsNoSessionOfTheirsIsNotFound(String id) {
        browser.signIn("demo", Launch.PASSWORD);

        assertThat(delete(id)).isRefusal(404, "not_found");
    }

    @Test
    void neitherListNorEndIsForVisitors() {
        browser.get("/auth/session");

        assertThat(browser.get("/auth/sessions")).isRefusal(401, "access_missing");
        assertThat(delete("AAAAAAAAAAAAAAAAAAAAAA")).isRefusal(401, "access_missing");
        assertThat(browser.call("DELETE", "/auth/sessions").send()).isRefusal(401, "access_missing");
    }

    @Test
    void endingASessionNeedsTheSecondDoor() {
        String id = browser.signIn("demo", Launch.PASSWORD).text("session.id");

        assertThat(browser.call("DELETE", "/auth/sessions/" + id)
                        .withoutCsrfToken()
                        .send())
                .isRefusal(403, "csrf_missing");
        assertThat(browser.call("DELETE", "/auth/sessions").withoutCsrfToken().send())
                .isRefusal(403, "csrf_missing");
        assertThat(browser.call("DELETE", "/auth/sessions")
                        .header("Sec-Fetch-Site", "cross-site")
                        .send())
                .isRefusal(403, "cross_site");
        assertThat(browser.get("/api/profile")).isOk();
    }

    private Answer delete(String id) {
        return browser.call("DELETE", "/auth/sessions/" + id).send();
    }

    private Answer signInAs(String userAgent) {
        return browser.call("POST", "/auth/login")
                .json("{\"username\":\"demo\",\"password\":\"" + Launch.PASSWORD + "\"}")
                .header("User-Agent", userAgent)
                .send();
    }

    private static JsonNode find(Answer list, String id) {
        return StreamSupport.stream(list.json().spliterator(), false)
                .filter(session -> session.get("id").stringValue().equals(id))
                .findFirst()
                .orElse(null);
    }
}
