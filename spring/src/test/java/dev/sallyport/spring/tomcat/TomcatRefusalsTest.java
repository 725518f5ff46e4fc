package dev.sallyport.spring.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.RawHttp;
import dev.sallyport.spring.HostileApplication;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What Tomcat refuses before the gate hears of it keeps to the contract, and a page of a listed origin may read it. */
@SpringBootTest(
        classes = HostileApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            HostileApplication.BY_ITSELF,
            HostileApplication.LOCAL_ONLY,
            "sallyport.cookie.secure=true",
            "sallyport.cors.allowed-origins=https://app.example.com"
        })
class TomcatRefusalsTest {

    private static final String APP = "https://app.example.com";
    private static final String NINE_KILOBYTES = "a".repeat(9 * 1024);

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /me?q={a|b} HTTP/1.1\r\nHost: x\r\nOrigin: APP\r\n\r\n",
                "GET /me HTTP/1.1\r\nHost: x\r\nOrigin: APP\r\nCookie: LONG\r\n\r\n",
                "GET /me?q=| HTTP/1.1\r\nHost: x\r\nORIGIN:APP \r\n\r\n",
                "GET /me HTTP/9.9\r\nHost: x\r\nOrigin: APP\r\n\r\n",
                "GET /me HTTP/1.1\nHost: x\nno colon\nOrigin: APP\n\n",
                "G(T /me HTTP/1.1\r\nHost: x\r\nOrigin: APP\r\n\r\n",
                "GET /me%2f HTTP/1.1\r\nHost: x\r\nOrigin: APP\r\nConnection: close\r\n\r\n",
                "POST /me HTTP/1.1\r\nHost: x\r\nOrigin: APP\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "POST /me HTTP/1.1\r\nHost: x\r\nOrigin: APP\r\nTransfer-Encoding: gzip\r\n\r\n",
                "TRACE /me HTTP/1.1\r\nHost: x\r\nOrigin: APP\r\nConnection: close\r\n\r\n"
            })
    void aPageOfAListedOriginMayReadWhy(String request) throws IOException {
        assertRefused(send(request, APP))
                .contains("\r\nAccess-Control-Allow-Origin: " + APP + "\r\n")
                .contains("\r\nAccess-Control-Allow-Credentials: true\r\n");
        assertRefused(send(request, "https://evil.example")).doesNotContain("Access-Control-");
    }

    /** It has not been received, and waiting for it would be to read what is refused for its size. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /me?q=LONG HTTP/1.1\r\nHost: x\r\nOrigin: APP\r\n\r\n",
                "GET /me HTTP/1.1\r\nHost: x\r\nAuthorization: LONG\r\nOrigin: APP\r\n\r\n"
            })
    void anOriginBehindEightKilobytesIsNotKnown(String request) throws IOException {
        assertRefused(send(request, APP)).doesNotContain("Access-Control-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /me?q=| HTTP/1.1\r\nHost: x\r\nOrigin: APP\r\nOrigin: https://evil.example\r\n\r\n",
                "GET /me?q=| HTTP/1.1\r\nHost: x\r\nX-Origin: APP\r\n\r\n",
                "GET /me?q=| HTTP/1.1\r\nHost: x\r\nX: y Origin: APP\r\n\r\n",
                "POST /me?q=| HTTP/1.1\r\nHost: x\r\nContent-Length: 40\r\n\r\nOrigin: APP\r\n\r\n"
            })
    void whatOnlyLooksLikeTheOriginIsNone(String request) throws IOException {
        assertRefused(send(request, APP)).doesNotContain("Access-Control-");
    }

    /** On a connection that is kept, the bytes of the request before must not be taken for this one's. */
    @Test
    void theOriginOfTheRequestBeforeIsNotThisOnes() throws IOException {
        String both = send(
                "GET /anybody HTTP/1.1\r\nHost: x\r\nOrigin: APP\r\n\r\nGET /me?q=| HTTP/1.1\r\nHost: x\r\n\r\n", APP);

        assertThat(both).startsWith("HTTP/1.1 200 ");
        assertRefused(both.substring(both.lastIndexOf("HTTP/1.1 "))).doesNotContain("Access-Control-");
    }

    private String send(String request, String origin) throws IOException {
        return new RawHttp(port).send(request.replace("LONG", NINE_KILOBYTES).replace("APP", origin));
    }

    private static org.assertj.core.api.AbstractStringAssert<?> assertRefused(String answer) {
        return assertThat(answer)
                .matches("(?s)HTTP/1\\.1 (4\\d\\d) .*\"status\":\\1,.*")
                .contains("\r\nContent-Type: application/problem+json")
                .contains("\r\nCache-Control: no-store\r\n")
                .contains("\r\nX-Content-Type-Options: nosniff\r\n")
                .contains("\r\nStrict-Transport-Security: max-age=63072000\r\n")
                .contains("\r\nVary: Origin\r\n")
                .containsPattern("\"code\":\"(malformed_request|method_not_allowed)\"")
                .doesNotContain("Server:", "Apache", "<html", "Exception");
    }
}
