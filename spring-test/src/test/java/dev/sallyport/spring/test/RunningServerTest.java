package dev.sallyport.spring.test;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient;

/** A server that runs, asked over HTTP. */
@SpringBootTest(
        classes = Shop.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "server.address=127.0.0.1")
class RunningServerTest {

    @LocalServerPort
    private int port;

    @Autowired
    private TestCallers callers;

    @Test
    void a_client_sends_what_a_browser_would() {
        RestTestClient client = RestTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .build();
        TestSession session = callers.signIn("17", "admin");

        client.get().uri("/me").exchange().expectStatus().isUnauthorized();
        client.get()
                .uri("/me")
                .headers(session::addTo)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .isEqualTo("17 [admin]");
        client.post()
                .uri("/me")
                .headers(session::addTo)
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void a_session_is_not_for_a_log() {
        assertThat(callers.signIn("17")).hasToString("TestSession");
    }
}
