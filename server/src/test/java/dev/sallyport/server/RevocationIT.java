package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevocationIT {

    private final ServerProcess server = Launch.shared();

    @Test
    void afterASignOutTheAccessTokenIsWorthlessAtOnce() {
        HttpBrowser browser = server.signedIn();
        HttpBrowser thief = browser.twin();

        browser.post("/auth/logout");

        assertOver(thief);
    }

    @Test
    void afterASignOutEverywhereEverySessionIs() {
        HttpBrowser laptop = server.signedIn();
        HttpBrowser phone = server.signedIn();

        laptop.twin().post("/auth/logout/all");

        assertOver(laptop);
        assertOver(phone);
    }

    @Test
    void afterTheEndOfOneSessionThatOneIs() {
        HttpBrowser laptop = server.signedIn();
        HttpBrowser phone = server.signedIn();
        String id = phone.get("/auth/session").text("session.id");

        laptop.call("DELETE", "/auth/sessions/" + id).send();

        assertOver(phone);
        assertThat(laptop.get("/api/profile")).isOk();
    }

    @Test
    void signingInAgainOpensANewSessionAndEndsTheOldOne() {
        HttpBrowser browser = server.browser();
        Answer first = browser.signIn("demo", Launch.PASSWORD);
        HttpBrowser old = browser.twin();

        Answer second = browser.post("/auth/login", Map.of("username", "demo", "password", Launch.PASSWORD));

        assertThat(second).isOk();
        assertThat(second.text("session.id")).isNotEqualTo(first.text("session.id"));
        assertThat(second.text("csrf.token")).isNotEqualTo(first.text("csrf.token"));
        assertOver(old);
        assertThat(browser.get("/api/profile")).isOk();
    }

    @Test
    void aCsrfTokenFromBeforeTheSignInIsWorthlessAfterIt() {
        HttpBrowser browser = server.browser();
        browser.get("/auth/session");
        String early = browser.cookie("XSRF-TOKEN").orElseThrow();
        browser.signIn("demo", Launch.PASSWORD);

        assertThat(browser.call("POST", "/api/profile")
                        .json("{}")
                        .header("X-XSRF-TOKEN", early)
                        .send())
                .isRefusal(403, "csrf_mismatch");
    }

    @Test
    void aRestartRevivesNothingAndEndsNothing(@TempDir Path folder) {
        HttpBrowser ended;
        HttpBrowser goingOn;
        try (ServerProcess before = Launch.in(folder).start()) {
            HttpBrowser signedOut = before.signedIn();
            ended = signedOut.twin();
            goingOn = before.signedIn();
            signedOut.post("/auth/logout");
        }
        try (ServerProcess after = Launch.in(folder).start()) {
            assertOver(ended.twinAt(after.port()));
            assertThat(goingOn.twinAt(after.port()).get("/api/profile")).isOk();
            assertThat(goingOn.twinAt(after.port()).post("/auth/refresh")).isOk();
        }
    }

    private static void assertOver(HttpBrowser browser) {
        assertThat(browser.get("/api/profile")).isRefusal(401, "session_revoked");
        assertThat(browser.post("/api/profile", Map.of("bio", "stolen"))).isRefusal(401, "session_revoked");
        assertThat(browser.post("/auth/refresh")).isRefusal(401, "session_revoked");
        assertThat(browser.get("/auth/session"))
                .isOk()
                .hasMembers(Map.of("authenticated", false, "refreshable", false));
    }
}
