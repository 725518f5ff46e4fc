package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.Answer;
import dev.sallyport.http.Call;
import dev.sallyport.http.HttpBrowser;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The browser sees https://app.example.com; a proxy ends TLS there and speaks plain http to the server. */
class ProxyIT {

    private static final String PUBLIC = "https://app.example.com";
    private static final String LOCAL = "--sallyport.trusted-proxies=127.0.0.0/8,::1";
    private static final String ANOTHER = "--sallyport.trusted-proxies=203.0.113.1";

    @Test
    void rule1_cookiesKeepSecureAndTheirPrefixThoughTheServerSpeaksPlainHttp() throws IOException {
        try (ReverseProxy proxy = inFrontOf(Launch.shared(LOCAL))) {
            HttpBrowser browser = new HttpBrowser(proxy.port());
            Map<String, String> cookies =
                    browser.signIn("demo", Launch.PASSWORD).cookies();

            assertThat(cookies).containsKeys("__Host-Http-access", "__Host-Http-refresh");
            assertThat(cookies.values()).allSatisfy(line -> assertThat(line).contains("; Secure"));
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "https://app.example.com,           200",
        "http://app.example.com,            403",
        "https://app.example.com:8443,      403",
        "https://app.example.com.evil.test, 403",
        "https://evil.test,                 403",
        "null,                              403"
    })
    void rule6_theOriginIsComparedWithWhatTheBrowserSaw(String origin, int status) throws IOException {
        try (ReverseProxy proxy = inFrontOf(Launch.shared(LOCAL))) {
            assertThat(edit(proxy, origin).send()).hasStatus(status);
        }
    }

    @Test
    void rule6_theSameWordsOfAPeerThatIsNotListedOpenNothing() throws IOException {
        ServerProcess server = Launch.shared(ANOTHER);
        try (ReverseProxy proxy = inFrontOf(server)) {
            assertThat(edit(proxy, PUBLIC).send()).isRefusal(403, "origin_not_allowed");
            assertThat(edit(proxy, "http://127.0.0.1:" + proxy.port()).send()).hasStatus(200);
        }
        assertThat(edit(server.signedIn(), "https://evil.test")
                        .header("X-Forwarded-Host", "evil.test")
                        .header("X-Forwarded-Proto", "https")
                        .send())
                .isRefusal(403, "origin_not_allowed");
        assertThat(edit(server.signedIn(), "https://evil.test")
                        .header("Forwarded", "for=127.0.0.1;host=evil.test;proto=https")
                        .send())
                .isRefusal(403, "origin_not_allowed");
    }

    @Test
    void rule6_whatAClientPutsInFrontOfTheProxysWordsIsNotBelieved() throws IOException {
        try (ReverseProxy proxy = inFrontOf(Launch.shared(LOCAL))) {
            assertThat(edit(proxy, "https://evil.test")
                            .header("X-Forwarded-For", "127.0.0.1")
                            .header("X-Forwarded-Host", "evil.test")
                            .header("X-Forwarded-Proto", "https")
                            .send())
                    .isRefusal(403, "origin_not_allowed");
            assertThat(edit(proxy, "https://evil.test")
                            .header("Forwarded", "for=127.0.0.1;host=evil.test;proto=https")
                            .send())
                    .isRefusal(403, "origin_not_allowed");
        }
    }

    @Test
    void theSessionListShowsTheClientAndNotTheProxyNorWhatTheClientClaims() throws IOException {
        try (ReverseProxy proxy = inFrontOf(Launch.shared(LOCAL))) {
            HttpBrowser browser = new HttpBrowser(proxy.port());
            browser.get("/auth/session");
            browser.call("POST", "/auth/login")
                    .json(Map.of("username", "demo", "password", Launch.PASSWORD))
                    .header("X-Forwarded-For", "6.6.6.6, 127.0.0.1")
                    .send();

            assertThat(browser.get("/auth/sessions").json())
                    .filteredOn(session -> session.get("current").booleanValue())
                    .singleElement()
                    .satisfies(session ->
                            assertThat(session.get("ip").stringValue()).isEqualTo(ReverseProxy.CLIENT));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Forwarded         | for="[::1
            Forwarded         | ;;;,,,===
            X-Forwarded-For   | nonsense
            X-Forwarded-Proto | javascript
            X-Forwarded-Host  | evil.test/path
            X-Forwarded-Port  | -1
            """)
    void whatCannotBeReadIsIgnored(String field, String value) {
        HttpBrowser direct = Launch.shared(LOCAL).signedIn();
        Answer answer = edit(direct, "http://127.0.0.1:" + direct.port())
                .header(field, value)
                .send();

        assertThat(answer).isOk();
    }

    @Test
    void rule6_theConfiguredOriginWins() throws IOException {
        try (ReverseProxy proxy =
                inFrontOf(Launch.shared(LOCAL, "--sallyport.public-origin=https://www.example.com"))) {
            assertThat(edit(proxy, PUBLIC).send()).isRefusal(403, "origin_not_allowed");
            assertThat(edit(proxy, "https://www.example.com").send()).isOk();
        }
    }

    @Test
    void rule6_theFrameworksOwnWayOfReadingTheseFieldsWorksToo() throws IOException {
        try (ReverseProxy proxy = inFrontOf(
                Launch.shared("--server.forward-headers-strategy=framework", "--sallyport.cookie.secure=true"))) {
            assertThat(edit(proxy, PUBLIC).send()).isOk();
            assertThat(edit(proxy, "https://evil.test").send()).isRefusal(403, "origin_not_allowed");
        }
    }

    private static ReverseProxy inFrontOf(ServerProcess server) {
        return new ReverseProxy(server.port(), "app.example.com");
    }

    /** An edit as an older browser sends it, which says nothing but the origin. */
    private static Call edit(ReverseProxy through, String origin) {
        HttpBrowser browser = new HttpBrowser(through.port());
        browser.signIn("demo", Launch.PASSWORD);
        return edit(browser, origin);
    }

    private static Call edit(HttpBrowser signedIn, String origin) {
        return signedIn.call("POST", "/api/profile").json("{}").header("Origin", origin);
    }
}
