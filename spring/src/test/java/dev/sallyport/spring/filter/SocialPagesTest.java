package dev.sallyport.spring.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.web.Reply;
import dev.sallyport.web.Request;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;

class SocialPagesTest {

    private static final Reply REFUSAL = Reply.of(
            400,
            Map.of(
                    "code", "state_mismatch",
                    "detail", "\"><script>alert(1)</script>",
                    "provider", "A & B",
                    "startAgain", "/auth/social/a/start?returnTo=%2Fx",
                    "returnTo", "/x?a='b'&c=${words}"));

    private final SocialPages pages = new SocialPages("/auth");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void whoLooksWithABrowserSeesWordsAndNothingOfTheRequestBecomesMarkup() throws Exception {
        assertThat(pages.show(navigation("/auth/social/a/callback"), REFUSAL, response))
                .isTrue();

        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(response.getContentType()).startsWith("text/html");
        assertThat(response.getHeader("Content-Security-Policy")).contains("script-src 'self'", "trusted-types 'none'");
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(response.getContentAsString())
                .contains("A &amp; B", "&lt;script&gt;", "href=\"/auth/social/a/start?returnTo=%2Fx\"")
                .contains("/x?a=&#39;b&#39;&amp;c=${words}")
                .doesNotContain("<script>alert");
    }

    @Test
    void whomAnotherSiteSentIsAskedFirstAndThatIsNoRefusal() throws Exception {
        Reply asked = Reply.of(
                403,
                Map.of(
                        "code", "cross_site",
                        "detail", "A page of another site led here.",
                        "provider", "A & B",
                        "startAgain", "/auth/social/a/start?returnTo=%2Fx",
                        "returnTo", "/x"));

        assertThat(pages.show(navigation("/auth/social/a/start"), asked, response))
                .isTrue();
        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getHeader("Content-Security-Policy")).contains("frame-ancestors 'none'");
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(response.getContentAsString())
                .contains("Sign in with A &amp; B?", "href=\"/auth/social/a/start?returnTo=%2Fx\"")
                .contains("A page of another site led here.")
                .doesNotContain("<script", "${");
    }

    @Test
    void aWrongSettingIsNotShownAsAnOutage() throws Exception {
        Reply refusal = Reply.of(500, Map.of("code", "provider_misconfigured", "provider", "Acme"));
        pages.show(navigation("/auth/social/acme/start"), refusal, response);

        assertThat(response.getContentAsString()).contains("Acme is not set up correctly here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/social/a/exchange", "/auth/social", "/auth/login", "/auth/identities"})
    void whatPagesAskForIsAnsweredAsEver(String path) throws Exception {
        assertThat(pages.show(navigation(path), REFUSAL, response)).isFalse();
    }

    @Test
    void aProgramIsGivenTheProblemAndASuccessIsNoTrouble() throws Exception {
        Request program =
                new Request("GET", "/auth/social/a/callback", "https://a.example", "192.0.2.7", name -> List.of());

        assertThat(pages.show(program, REFUSAL, response)).isFalse();
        assertThat(pages.show(navigation("/auth/social/a/callback"), Reply.of(303, Map.of()), response))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/social/done", "/auth/social/social.css", "/auth/social/social.js"})
    void thePagesFilesAreServed(String path) throws Exception {
        assertThat(pages.serve(navigation(path), response)).isTrue();
        assertThat(response.getContentAsString()).isNotBlank().doesNotContain("${assets}");
        assertThat(response.getHeader("Cross-Origin-Opener-Policy")).isEqualTo("unsafe-none");
    }

    private static Request navigation(String path) {
        return new Request(
                "GET",
                path,
                "https://a.example",
                "192.0.2.7",
                name -> name.equals("Accept") ? List.of("text/html,application/xhtml+xml;q=0.9") : List.of());
    }
}
