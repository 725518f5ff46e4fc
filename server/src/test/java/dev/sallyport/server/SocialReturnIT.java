package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a provider's button may bring people: rule 27 of the threat model. */
class SocialReturnIT {

    private final HttpBrowser browser = SocialVisitor.server().browser();

    static Stream<String> elsewhere() {
        return List.of(
                "https://evil.example",
                "http://evil.example/",
                "HTTPS://evil.example",
                "https:evil.example",
                "https:/evil.example",
                "https:///evil.example",
                "//evil.example",
                "///evil.example",
                "////evil.example",
                "//evil.example/%2f..",
                "//evil.example@localhost/",
                "//localhost@evil.example/",
                "/\\evil.example",
                "\\\\evil.example",
                "\\/evil.example",
                "/\\/evil.example",
                "//\\evil.example",
                "/a\\..\\..\\\\evil.example",
                "/\t/evil.example",
                "/\n/evil.example",
                "/\r/evil.example",
                "/\r\nSet-Cookie: a=b",
                "/a\nLocation: https://evil.example",
                "\t//evil.example",
                " //evil.example",
                " https://evil.example",
                "\u0000//evil.example",
                "/\u0000/evil.example",
                "/\u007f/evil.example",
                "/\u0085/evil.example",
                "/\u2028/evil.example",
                "/\u00a0/evil.example",
                "\u00a0//evil.example",
                "\ufeff//evil.example",
                "\u3000//evil.example",
                "/\u2044evil.example\u202e",
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "java\nscript:alert(1)",
                "javascript://localhost/%0aalert(1)",
                "data:text/html,<script>alert(1)</script>",
                "vbscript:msgbox(1)",
                "blob:https://evil.example/1",
                "file:///etc/passwd",
                "about:blank",
                "mailto:ada@evil.example",
                "evil.example",
                "localhost:8080",
                "@evil.example",
                ".evil.example",
                ":80",
                "?next=//evil.example",
                "#//evil.example",
                "../evil",
                "./",
                "",
                " ",
                "/.//evil.example",
                "/..//evil.example",
                "/a/..//evil.example",
                "/%2e//evil.example",
                "/%09/evil.example",
                "/%0d%0aLocation:%20https://evil.example",
                "/%5cevil.example",
                "/%2f/evil.example",
                "/%2fevil.example",
                "/" + "a".repeat(1000) + "\"",
                "/" + "a".repeat(5000))
                .stream();
    }

    @ParameterizedTest
    @MethodSource("elsewhere")
    void rule27_aReturnTargetThatIsNotPlainlyAPathOfOursIsRefused(String target) {
        Answer refused = browser.get("/auth/social/local/start?returnTo=" + LocalProvider.encoded(target));

        assertThat(refused)
                .isRefusal(400, "malformed_request")
                .hasNoHeader("Location")
                .setsNoCookie();
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "/\\evil.example", "https://evil.example"})
    void rule27_norMayAnAccountBeLinkedByWayOfOne(String target) {
        HttpBrowser demo = SocialVisitor.server().signedIn();

        assertThat(demo.post("/auth/social/local/link", Map.of("returnTo", target)))
                .isRefusal(400, "malformed_request");
    }

    @Test
    void rule27_norMayASecondParameterSlipByTheFirst() {
        assertThat(browser.get("/auth/social/local/start?returnTo=/&returnTo=//evil.example"))
                .isRefusal(400, "malformed_request");
        assertThat(browser.get("/auth/social/local/start?returnTo=//evil.example&returnTo=/"))
                .isRefusal(400, "malformed_request");
    }

    /** Also the proof that the others are not refused for some other reason. */
    @ParameterizedTest
    @ValueSource(strings = {"/", "/orders?page=2", "/a/b#c", "/a/b/", "/%C3%A4", "/?next=https://example.com"})
    void aPathOfOursIsFine(String target) {
        assertThat(browser.get("/auth/social/local/start?returnTo=" + LocalProvider.encoded(target)))
                .hasStatus(303);
    }
}
