package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.Answer;
import dev.sallyport.http.Call;
import dev.sallyport.http.HttpBrowser;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two properties make the second door fit the page that is there already. */
class CsrfPresetsIT {

    private static final String SPA = "http://localhost:5173";

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "axios and Angular and Spring, XSRF-TOKEN, X-XSRF-TOKEN",
        "Django,                       csrftoken,  X-CSRFToken",
    })
    void rule7_thePageCopiesItsCookieIntoItsHeader(String preset, String cookie, String header) {
        HttpBrowser browser = server(cookie, header).browser();
        browser.get("/auth/session");
        assertThat(login(browser).header(header, token(browser, cookie)).send()).isOk();

        assertThat(edit(browser).send()).isRefusal(403, "csrf_missing");
        assertThat(edit(browser).header(header, token(browser, cookie)).send()).isOk();
        assertThat(browser.call("POST", "/auth/refresh")
                        .header(header, token(browser, cookie))
                        .send())
                .isOk();
    }

    /** A page of another origin sees none of our cookies, and is told header and token by the session answer. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "axios and Angular and Spring, XSRF-TOKEN, X-XSRF-TOKEN",
        "Django,                       csrftoken,  X-CSRFToken",
    })
    void rule7_aPageOfAnotherOriginTakesHeaderAndTokenFromTheSessionAnswer(
            String preset, String cookie, String header) {
        HttpBrowser browser = server(cookie, header).browser();
        Answer session = fromElsewhere(browser.call("GET", "/auth/session")).send();
        assertThat(session)
                .hasHeader("Access-Control-Allow-Origin", SPA)
                .hasHeader("Access-Control-Allow-Credentials", "true");
        Answer login = withToken(login(browser), session).send();
        assertThat(login).isOk();
        assertThat(withToken(edit(browser), login).send()).isOk().hasHeader("Access-Control-Allow-Origin", SPA);

        Answer preflight = browser.call("OPTIONS", "/api/profile")
                .header("Origin", SPA)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type," + header.toLowerCase(Locale.ROOT))
                .send();
        assertThat(preflight).hasStatus(204);
    }

    private static ServerProcess server(String cookie, String header) {
        return Launch.shared(
                "--sallyport.csrf.cookie-name=" + cookie,
                "--sallyport.csrf.header-name=" + header,
                "--sallyport.cors.allowed-origins=" + SPA);
    }

    private static Call login(HttpBrowser browser) {
        return browser.call("POST", "/auth/login")
                .withoutCsrfToken()
                .json(Map.of("username", "demo", "password", Launch.PASSWORD));
    }

    private static Call edit(HttpBrowser browser) {
        return browser.call("POST", "/api/profile").withoutCsrfToken().json("{}");
    }

    private static Call withToken(Call call, Answer told) {
        return fromElsewhere(call).header(told.text("csrf.header"), told.text("csrf.token"));
    }

    private static Call fromElsewhere(Call call) {
        return call.header("Origin", SPA).header("Sec-Fetch-Site", "cross-site");
    }

    private static String token(HttpBrowser browser, String cookie) {
        return browser.cookie(cookie).orElseThrow();
    }
}
