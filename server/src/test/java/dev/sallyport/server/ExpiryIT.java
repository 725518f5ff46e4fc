package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static java.time.Duration.ofSeconds;
import static org.awaitility.Awaitility.await;

import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpiryIT {

    private final ServerProcess server =
            Launch.shared("--sallyport.access-token.lifetime=2s", "--sallyport.refresh-token.lifetime=8s");

    @Test
    void anAccessTokenExpiresAndARefreshMakesUpForIt() {
        HttpBrowser browser = server.signedIn();

        Answer expired = await().until(() -> browser.get("/api/profile"), answer -> answer.status() != 200);

        assertThat(expired).isRefusal(401, "access_expired").setsNoCookie();
        assertThat(browser.get("/auth/session")).isOk().hasMembers(Map.of("authenticated", false, "refreshable", true));
        assertThat(browser.post("/auth/refresh")).isOk();
        assertThat(browser.get("/api/profile")).isOk();
    }

    @Test
    void noRefreshMovesTheEndOfTheSession() {
        HttpBrowser browser = server.signedIn();
        String end = browser.get("/auth/session").text("session.expiresAt");

        Answer refused = await().atMost(ofSeconds(60))
                .until(() -> refreshUnder(end, browser.twin()), answer -> answer.status() != 200);

        assertThat(refused).isRefusal(401, "refresh_expired").setsNoCookie();
        assertThat(browser.get("/auth/session"))
                .isOk()
                .hasMembers(Map.of("authenticated", false, "refreshable", false));
    }

    private static Answer refreshUnder(String end, HttpBrowser browser) {
        Answer answer = browser.post("/auth/refresh");
        if (answer.status() == 200) {
            assertThat(answer).hasMembers(Map.of("session.expiresAt", end));
        }
        return answer;
    }
}
