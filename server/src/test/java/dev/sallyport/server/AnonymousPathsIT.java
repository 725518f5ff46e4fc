package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What another site's form can send to the server: the demo's profile stands for what a payment provider posts to. */
class AnonymousPathsIT {

    private static final ServerProcess SERVER = Launch.shared("--sallyport.csrf.anonymous-paths=/api/profile");

    private final HttpBrowser demo = SERVER.signedIn();

    @Test
    void whoeverIsSignedInIsNobodyThere() {
        assertThat(post("/api/profile")).isRefusal(401, "access_missing").setsNoCookie();
        assertThat(demo.post("/api/profile", Map.of("bio", "as ever"))).isOk();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/profile/,                  true",
        "/api/Profile,                   true",
        "/auth/logout,                   false",
        "/auth/login,                    false",
        "/api/profile/../../auth/logout, false",
    })
    void anyOtherAddressIsShutAndItsHintNamesThePropertyWhereItMayBeSet(String path, boolean named) {
        Answer refused = post(path);

        assertThat(refused).isRefusal(403, "cross_site");
        assertThat(refused.text("hint").contains("sallyport.csrf.anonymous-paths"))
                .isEqualTo(named);
        assertThat(demo.get("/api/profile")).isOk();
    }

    private Answer post(String path) {
        return demo.call("POST", path)
                .json(Map.of("bio", "from elsewhere"))
                .withoutCsrfToken()
                .header("Sec-Fetch-Site", "cross-site")
                .header("Origin", "null")
                .send();
    }
}
