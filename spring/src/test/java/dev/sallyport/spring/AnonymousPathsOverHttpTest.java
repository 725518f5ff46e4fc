package dev.sallyport.spring;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Alice is signed in, and another site's form posts to the application from her browser, her cookies with it. */
@SpringBootTest(
        classes = HostileApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            HostileApplication.BY_ITSELF,
            HostileApplication.SNAKE_CASE,
            HostileApplication.LOCAL_ONLY,
            "sallyport.csrf.anonymous-paths=/anybody,/me,/auth-me"
        })
class AnonymousPathsOverHttpTest {

    @LocalServerPort
    private int port;

    private HttpBrowser alice;

    @BeforeEach
    void signIn() {
        alice = new HttpBrowser(port);
        alice.signIn("alice", "wonderland");
    }

    @Test
    void sheIsNobodyThereAndKeepsHerSession() {
        assertThat(fromElsewhere("/anybody"))
                .isOk()
                .hasMembers(Map.of("greeted_user", "stranger"))
                .setsNoCookie();
        assertThat(alice.post("/anybody")).isOk().hasMembers(Map.of("greeted_user", "1"));
    }

    @Test
    void whatIsForACallerIsForNobody() {
        assertThat(fromElsewhere("/me")).isRefusal(401, "access_missing").setsNoCookie();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/anybody/", "/Anybody", "/anybody/..", "/elsewhere/../nobody", "/auth/logout", "/auth/login"})
    void anyOtherAddressIsShut(String path) {
        assertThat(fromElsewhere(path)).isRefusal(403, "cross_site");
        assertThat(alice.get("/me")).isOk();
    }

    /** Other spellings of the same address lead the application to the same place, or to none: never to another. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%61nybody",
                "/anybody;x=1",
                "/x/../anybody",
                "//anybody",
                "/anybody%2f",
                "/anybody%00",
                "/./anybody"
            })
    void howeverTheAddressIsSpeltSheIsNobody(String path) {
        Answer answer = fromElsewhere(path);

        if (answer.status() == 200) {
            assertThat(answer).hasMembers(Map.of("greeted_user", "stranger")).setsNoCookie();
        } else {
            assertThat(answer.status()).isGreaterThanOrEqualTo(400);
        }
    }

    private Answer fromElsewhere(String path) {
        return alice.call("POST", path)
                .withoutCsrfToken()
                .header("Sec-Fetch-Site", "cross-site")
                .header("Origin", "null")
                .send();
    }
}
