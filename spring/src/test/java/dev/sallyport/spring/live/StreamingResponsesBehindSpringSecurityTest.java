package dev.sallyport.spring.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.HttpBrowser;
import dev.sallyport.spring.HostileApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Spring Security wraps what it is given once more, and its chain stands between the gate and whoever writes. */
@SpringBootTest(
        classes = LastingApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.autoconfigure.exclude=" + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            HostileApplication.LOCAL_ONLY,
            LastingApplication.NO_LIMIT,
            "server.shutdown=immediate"
        })
@Tag("slow")
class StreamingResponsesBehindSpringSecurityTest {

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(strings = {"/events-idle", "/events-busy", "/plain-idle", "/plain-busy", "/blocking-stream"})
    void rule19_itEndsWhenItsCallerSignsOut(String path) {
        HttpBrowser ann = new HttpBrowser(port);
        ann.signIn("ann", "secret");
        OpenAnswer answer = OpenAnswer.to(ann, path).begun();
        assertThat(answer.status()).isEqualTo(200);

        ann.post("/auth/logout");

        answer.end();
    }
}
