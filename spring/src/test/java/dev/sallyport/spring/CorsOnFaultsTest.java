package dev.sallyport.spring;

import static dev.sallyport.http.AnswerAssert.assertThat;

import dev.sallyport.http.HttpBrowser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Without the allow header on a refusal a browser reports a CORS error, and nobody sees what was wrong. */
@SpringBootTest(
        classes = HostileApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            HostileApplication.BY_ITSELF,
            HostileApplication.LOCAL_ONLY,
            "sallyport.cors.allowed-origin-patterns=https://[a-z]+\\\\.preview\\\\.test"
        })
class CorsOnFaultsTest {

    @LocalServerPort
    private int port;

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "GET, /broken, 500",
        "GET, /me, 401",
        "POST, /nothing, 500",
        "GET, /anybody, 200",
        "PUT, /auth/login, 405"
    })
    void rule11_allow_headers_are_on_answers_of_every_status(String method, String path, int status) {
        HttpBrowser browser = new HttpBrowser(port);

        assertThat(browser.call(method, path)
                        .header("Origin", "https://a.preview.test")
                        .send())
                .hasStatus(status)
                .hasHeader("Access-Control-Allow-Origin", "https://a.preview.test")
                .hasHeader("Access-Control-Allow-Credentials", "true")
                .hasHeader("Vary", "Origin");
        assertThat(browser.call(method, path).send())
                .hasStatus(status)
                .hasNoHeader("Access-Control-Allow-Origin")
                .hasHeader("Vary", "Origin");
    }
}
