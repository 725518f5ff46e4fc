package dev.sallyport.spring.caller;

import static dev.sallyport.http.AnswerAssert.assertThat;

import dev.sallyport.http.HttpBrowser;
import dev.sallyport.spring.OverHttp;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@OverHttp
class CallerArgumentTest {

    @LocalServerPort
    private int port;

    private HttpBrowser browser;

    @BeforeEach
    void openBrowser() {
        browser = new HttpBrowser(port);
    }

    @Test
    void aMethodThatAsksForACallerIsNotForVisitors() {
        assertThat(browser.get("/me")).isRefusal(401, "access_missing").hasHeader("Cache-Control", "no-store");
    }

    @Test
    void whoIsSignedInIsTheCaller() {
        browser.signIn("alice", "wonderland");

        assertThat(browser.get("/me")).isOk().hasMembers(Map.of("greeted_user", "1"));
    }

    @Test
    void whoSignedOutIsNot() {
        browser.signIn("alice", "wonderland");
        String access = browser.cookie("access").orElseThrow();
        browser.post("/auth/logout");

        assertThat(browser.withCookie("access", access).get("/me")).isRefusal(401, "session_revoked");
    }

    @Test
    void anOptionalCallerAdmitsVisitors() {
        assertThat(browser.get("/anybody")).isOk().hasMembers(Map.of("greeted_user", "stranger"));
    }

    @Test
    void anOptionalCallerIsThereForWhoIsSignedIn() {
        browser.signIn("alice", "wonderland");

        assertThat(browser.get("/anybody")).isOk().hasMembers(Map.of("greeted_user", "1"));
    }

    @Test
    void theMethodIsReachedThroughBothDoorsOnly() {
        browser.signIn("alice", "wonderland");

        assertThat(browser.post("/me")).isOk();
        assertThat(browser.call("POST", "/me").withoutCsrfToken().send()).isRefusal(403, "csrf_missing");
        assertThat(browser.call("POST", "/me")
                        .header("Sec-Fetch-Site", "cross-site")
                        .send())
                .isRefusal(403, "cross_site");
    }

    @Test
    void whatIsRefusedReachesNotEvenAMethodForEverybody() {
        assertThat(browser.post("/anybody")).isOk();

        assertThat(browser.call("POST", "/anybody")
                        .header("Sec-Fetch-Site", "cross-site")
                        .send())
                .isRefusal(403, "cross_site");
    }

    @Test
    void rule10_whatASignedInPersonIsShownIsKeptOutOfCachesAndOtherPages() {
        browser.signIn("alice", "wonderland");

        assertThat(browser.get("/me"))
                .hasHeader("Cache-Control", "no-store")
                .hasHeader("X-Content-Type-Options", "nosniff")
                .hasHeader("Cross-Origin-Resource-Policy", "same-origin");
    }

    @Test
    void whatEverybodyIsShownIsTheApplicationsOwnAffair() {
        assertThat(browser.get("/anybody")).hasNoHeader("Cache-Control").hasNoHeader("Cross-Origin-Resource-Policy");
    }
}
