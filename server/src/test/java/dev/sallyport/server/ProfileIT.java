package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileIT {

    private final ServerProcess server = Launch.shared();
    private final HttpBrowser browser = server.signedIn();

    @ParameterizedTest
    @ValueSource(strings = {"/api/profile", "/api/profile/"})
    void theProfileIsShown(String path) {
        Answer profile = browser.get(path);

        assertThat(profile).isOk().hasHeader("Cache-Control", "no-store");
        assertThat(profile.json().propertyNames()).containsExactly("username", "email", "displayName", "bio");
        assertThat(profile).hasMembers(Map.of("username", "demo", "email", "demo@example.com"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/profile", "/api/profile/"})
    void theProfileIsEdited(String path) {
        Map<String, String> edit = Map.of("displayName", "D\u00e9mo \uD83D\uDE42", "bio", "via " + path);

        assertThat(browser.post(path, edit)).isOk().hasMembers(edit);
        assertThat(server.signedIn().get(path)).isOk().hasMembers(edit);
    }

    @Test
    void whatAnEditLeavesOutStays() {
        browser.post("/api/profile", Map.of("displayName", "before", "bio", "before"));

        assertThat(browser.post("/api/profile", Map.of("bio", "after")))
                .isOk()
                .hasMembers(Map.of("displayName", "before", "bio", "after"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/profile", "/api/profile/"})
    void theProfileIsForNoVisitor(String path) {
        HttpBrowser visitor = server.browser();
        visitor.get("/auth/session");

        assertThat(visitor.get(path))
                .isRefusal(401, "access_missing")
                .hasHeader("WWW-Authenticate", "Cookie realm=\"api\"");
        assertThat(visitor.post(path, Map.of("bio", "x"))).isRefusal(401, "access_missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/profile", "/api/profile/"})
    void theProfileIsEditedThroughTheSecondDoorOnly(String path) {
        assertThat(browser.call("POST", path).json("{}").withoutCsrfToken().send())
                .isRefusal(403, "csrf_missing")
                .setsNoCookie();
    }

    @Test
    void aTokenInTheHeaderIsJudgedAloneAndTheAnswerChallenges() {
        assertThat(browser.call("GET", "/api/profile")
                        .header(
                                "Authorization",
                                "JWT " + browser.cookie("access").orElseThrow())
                        .send())
                .isRefusal(401, "access_invalid")
                .hasHeader("WWW-Authenticate", "JWT realm=\"api\"");
        assertThat(browser.call("GET", "/api/profile")
                        .header("Authorization", "Basic ZGVtbzpkZW1v")
                        .send())
                .isOk();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"displayName":1}                | a number for a string
            {"bio":true}                     | a boolean for a string
            {"bio":["x"]}                    | an array for a string
            {"bio":{"x":1}}                  | an object for a string
            {"bio":"x","bio":"y"}            | a member twice
            {"bio":"x"                       | no end
            {"bio":"x"} {}                   | a second object
            {"bio":"a\\u0000b"}              | a null character
            {"bio":"\\ud800"}                | half a surrogate pair
            {"displayName":"\\udc00x"}       | the other half
            ["x"]                            | an array
            "x"                              | a string
            x                                | no JSON
            ``                               | nothing
            null                             | null
            """)
    void anEditOfAnotherShapeIsMalformed(String body, String shape) {
        assertThat(browser.call("POST", "/api/profile").json(body).send()).isRefusal(400, "malformed_request");
        assertThat(browser.get("/api/profile")).isOk();
    }

    @Test
    void lengthsAreCountedInCharactersAsPeopleDo() {
        assertThat(edit("displayName", "\uD83D\uDE42".repeat(100))).isOk();
        assertThat(edit("displayName", "x".repeat(101))).isRefusal(400, "malformed_request");
        assertThat(edit("bio", "\uD83D\uDE42".repeat(2000))).isOk();
        assertThat(edit("bio", "x".repeat(2001))).isRefusal(400, "malformed_request");
    }

    private Answer edit(String member, String value) {
        return browser.post("/api/profile", Map.of(member, value));
    }
}
