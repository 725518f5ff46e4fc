package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginIT {

    private static final Map<String, String> DEMO = Map.of("username", "demo", "password", Launch.PASSWORD);

    private final ServerProcess server = Launch.shared();
    private final HttpBrowser browser = server.browser();

    @Test
    void anUnknownUserAndAWrongPasswordHearTheSame() {
        Answer wrongPassword = browser.signIn("demo", "wrong");
        Answer unknownUser = browser.signIn("nobody", "wrong");

        assertThat(wrongPassword).isRefusal(401, "credentials_rejected").setsNoCookie();
        assertThat(unknownUser.body()).isEqualTo(wrongPassword.body());
        assertThat(unknownUser.headers().map().keySet())
                .isEqualTo(wrongPassword.headers().map().keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "DEMO", " demo\\t"})
    void oneNameHasSeveralSpellings(String spelling) {
        assertThat(signInAs(spelling)).isOk().hasMembers(Map.of("user.username", "demo"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "' OR 1=1 --", "\\u202edemo"})
    void aStrangeNameIsJustAWrongOne(String name) {
        assertThat(signInAs(name)).isRefusal(401, "credentials_rejected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "demo\\u0000", "\\ud800"})
    void aNameThatIsNoTextIsNone(String name) {
        assertThat(signInAs(name)).isRefusal(400, "malformed_request");
    }

    private Answer signInAs(String name) {
        browser.get("/auth/session");
        return browser.call("POST", "/auth/login")
                .json("{\"username\":\"" + name + "\",\"password\":\"" + Launch.PASSWORD + "\"}")
                .send();
    }

    @Test
    void nobodyCanBeSignedInBySomebodyElsesPage() {
        assertThat(browser.post("/auth/login", DEMO))
                .isRefusal(403, "csrf_missing")
                .setsNoCookie();

        browser.get("/auth/session");
        assertThat(browser.call("POST", "/auth/login")
                        .json(DEMO)
                        .withoutCsrfToken()
                        .send())
                .isRefusal(403, "csrf_missing")
                .setsNoCookie();
        assertThat(login(browser, "Sec-Fetch-Site", "cross-site"))
                .isRefusal(403, "cross_site")
                .setsNoCookie();
        assertThat(login(browser, "Origin", "https://evil.example"))
                .isRefusal(403, "origin_not_allowed")
                .setsNoCookie();
    }

    @Test
    void aCsrfTokenMadeForOneVisitorSignsNoOtherIn() {
        HttpBrowser attacker = server.browser();
        attacker.get("/auth/session");
        browser.get("/auth/session");

        assertThat(login(browser, "X-XSRF-TOKEN", attacker.cookie("XSRF-TOKEN").orElseThrow()))
                .isRefusal(403, "csrf_mismatch")
                .setsNoCookie();
    }

    @Test
    void aVisitorsNameIsSpentByTheSignIn() {
        browser.get("/auth/session");
        HttpBrowser kept = browser.twin();
        assertThat(browser.post("/auth/login", DEMO)).isOk();

        assertThat(kept.post("/auth/login", DEMO))
                .isRefusal(403, "csrf_mismatch")
                .setsNoCookie();
    }

    @Test
    void aRefusedSignInLeavesTheVisitorToTryAgain() {
        assertThat(browser.signIn("demo", "wrong")).hasStatus(401);

        assertThat(browser.post("/auth/login", DEMO)).isOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "header", "COOKIE", "", "pigeon"})
    void noOtherTransportIsEnabled(String transport) {
        browser.get("/auth/session");

        assertThat(browser.post(
                        "/auth/login", Map.of("username", "demo", "password", Launch.PASSWORD, "transport", transport)))
                .isRefusal(400, "transport_not_enabled")
                .setsNoCookie();
    }

    @Test
    void guessingIsSlowedDownAndTheOwnerOfAnotherNameIsNot() {
        Answer refused = Stream.generate(() -> browser.signIn("mallory", "guess"))
                .limit(50)
                .filter(answer -> answer.status() != 401)
                .findFirst()
                .orElseThrow();

        assertThat(refused).isRefusal(429, "too_many_attempts").setsNoCookie();
        assertThat(refused.header("Retry-After").orElseThrow()).matches("[1-9][0-9]*");
        assertThat(server.browser().signIn("demo", Launch.PASSWORD)).isOk();
    }

    private static Answer login(HttpBrowser browser, String header, String value) {
        return browser.call("POST", "/auth/login")
                .json(DEMO)
                .header(header, value)
                .send();
    }
}
