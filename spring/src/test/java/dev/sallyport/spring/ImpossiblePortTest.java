package dev.sallyport.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.RawHttp;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A Host whose port is none makes no origin: whatever is asked for is refused, by us where the container lets it pass. */
@OverHttp
class ImpossiblePortTest {

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(strings = {"localhost:0", "localhost:65536", "localhost:99999", "localhost:", "[::1]:0"})
    void itIsMalformedWhateverIsAskedFor(String host) throws IOException {
        for (String request :
                new String[] {"GET /anybody", "GET /auth/session", "POST /auth/logout", "GET /auth/social"}) {
            assertThat(answer(request, host))
                    .as(request)
                    .startsWith("HTTP/1.1 400 ")
                    .contains("application/problem+json", "\"code\":\"malformed_request\"")
                    .doesNotContain("Set-Cookie", "\tat ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:1", "localhost:65535", "[::1]", "[::1]:8080"})
    void allOthersAreLetIn(String host) throws IOException {
        assertThat(answer("GET /anybody", host)).startsWith("HTTP/1.1 200 ");
    }

    private String answer(String request, String host) throws IOException {
        return new RawHttp(port).send(request + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    }
}
