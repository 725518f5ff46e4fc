package dev.sallyport.spring;

import static dev.sallyport.http.AnswerAssert.assertThat;

import dev.sallyport.http.Call;
import dev.sallyport.http.HttpBrowser;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Who navigates is a person and is shown a page, wherever the refusal comes from; a program is told in problem+json. */
class RefusedNavigationTest {

    private static final String BROWSERS_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final String FORM = "application/x-www-form-urlencoded";

    @Nested
    @SpringBootTest(
            classes = HostileApplication.class,
            webEnvironment = WebEnvironment.RANDOM_PORT,
            properties = {
                HostileApplication.BY_ITSELF,
                HostileApplication.LOCAL_ONLY,
                "server.servlet.context-path=/shop"
            })
    class FromEveryPlaceThatRefuses {

        @LocalServerPort
        private int port;

        /** By the order: the application's controller, the gate's endpoints, the two doors, a body, and Tomcat before all of them. */
        @ParameterizedTest(name = "{0} {1} of {2}: {3} {4}")
        @CsvSource({
            "GET, /shop/me, none, 401, access_missing",
            "GET, /shop/auth/nothing, none, 404, not_found",
            "POST, /shop/auth/login, same-origin, 415, unsupported_media_type",
            "POST, /shop/auth/refresh, cross-site, 403, cross_site",
            "POST, /shop/me, cross-site, 403, cross_site",
            "PUT, /shop/auth/session, none, 405, method_not_allowed",
            "TRACE, /shop/me, none, 405, method_not_allowed"
        })
        void aPersonSeesAPageAndAProgramReadsTheCode(String method, String path, String site, int status, String code) {
            assertThat(navigation(method, path, site).send())
                    .isRefusalPage(status, code)
                    .showsAWayTo("/shop/");
            assertThat(navigation(method, path, site)
                            .header("Sec-Fetch-Dest", "empty")
                            .send())
                    .isRefusal(status, code);
            assertThat(navigation(method, path, site)
                            .header("Accept", "application/json")
                            .send())
                    .isRefusal(status, code);
        }

        @Test
        void aBrowserThatSaysNothingOfItsDestinationIsKnownByWhatItTakes() {
            assertThat(navigation("GET", "/shop/me", "none")
                            .without("Sec-Fetch-Dest")
                            .send())
                    .isRefusalPage(401, "access_missing");
        }

        @Test
        void whatIsNoRefusalStaysWhatItWas() {
            assertThat(navigation("GET", "/shop/auth/session", "none").send()).isOk();
            assertThat(navigation("GET", "/shop/anybody", "none").send()).hasStatus(200);
        }

        private Call navigation(String method, String path, String site) {
            Call call = new HttpBrowser(port)
                    .withCookie("sallyport-access", "a.b.c")
                    .call(method, path)
                    .header("Accept", BROWSERS_ACCEPT)
                    .header("Sec-Fetch-Dest", "document")
                    .header("Sec-Fetch-Mode", "navigate")
                    .header("Sec-Fetch-Site", site);
            return method.equals("POST") ? call.body(FORM, BodyPublishers.ofString("bio=mine")) : call;
        }
    }

    @Nested
    @Import(OwnPage.class)
    @SpringBootTest(
            classes = HostileApplication.class,
            webEnvironment = WebEnvironment.RANDOM_PORT,
            properties = {HostileApplication.BY_ITSELF, HostileApplication.LOCAL_ONLY})
    class InAnApplicationWithAPageOfItsOwn {

        @LocalServerPort
        private int port;

        @Test
        void thePageIsTheApplicationsAndTheAnswerStaysTheGates() {
            assertThat(new HttpBrowser(port)
                            .call("GET", "/me")
                            .header("Accept", BROWSERS_ACCEPT)
                            .send())
                    .isRefusalPage(401, "access_missing")
                    .showsAWayTo("/?from=here");
        }
    }

    @TestConfiguration
    static class OwnPage {

        @Bean
        RefusalPage page() {
            return (refusal, detail, home) ->
                    "<a href=\"" + home + "?from=here\"><code>" + refusal.code() + "</code></a>";
        }
    }
}
