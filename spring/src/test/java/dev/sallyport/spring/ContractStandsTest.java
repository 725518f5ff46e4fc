package dev.sallyport.spring;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The test application renames every property and catches every exception; neither is to be seen in our answers. */
@OverHttp
class ContractStandsTest {

    @LocalServerPort
    private int port;

    private HttpBrowser browser;

    @BeforeEach
    void openBrowser() {
        browser = new HttpBrowser(port);
    }

    @Test
    void theApplicationsHabitsShowInItsOwnAnswers() {
        assertThat(browser.get("/broken")).hasStatus(500).hasMembers(Map.of("oops", "caught"));
        assertThat(browser.get("/anybody")).hasMembers(Map.of("greeted_user", "stranger"));
    }

    @Test
    void theSessionAnswerKeepsItsNames() {
        Answer session = browser.signIn("alice", "wonderland");

        assertThat(session).isOk();
        assertThat(session.json().propertyNames())
                .containsExactly("authenticated", "user", "session", "accessExpiresAt", "csrf");
        assertThat(session.json().get("session").propertyNames())
                .containsExactly("id", "transport", "createdAt", "authenticatedAt", "expiresAt");
    }

    @ParameterizedTest(name = "{0} {1}: {2} {3}")
    @CsvSource({
        "POST, /auth/refresh, 401, refresh_missing",
        "POST, /auth/login, 415, unsupported_media_type",
        "GET, /auth/sessions, 401, access_missing",
        "GET, /auth/nothing, 404, not_found",
        "PUT, /auth/session, 405, method_not_allowed",
        "GET, /me, 401, access_missing"
    })
    void aRefusalIsNeverCaughtByTheApplication(String method, String path, int status, String code) {
        assertThat(browser.call(method, path).send()).isRefusal(status, code);
    }
}
