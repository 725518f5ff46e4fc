package dev.sallyport.spring.test;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.client.MockMvcWebTestClient;
import org.springframework.test.web.servlet.client.RestTestClient;

/** A test that prefers a client of its own to MockMvc is signed in as well. */
@SpringBootTest(classes = Shop.class)
@AutoConfigureMockMvc
@WithCaller(userId = "17", roles = "admin")
class ClientsOfMockMvcTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private TestCallers callers;

    @Test
    void a_rest_test_client_is_the_callers() {
        RestTestClient client = RestTestClient.bindTo(mvc).build();

        client.get()
                .uri("/me")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .isEqualTo("17 [admin]");
        client.post().uri("/me").exchange().expectStatus().isOk();
        client.post()
                .uri("/me")
                .header("X-XSRF-TOKEN", "wrong")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void a_web_test_client_is_the_callers() {
        WebTestClient client = MockMvcWebTestClient.bindTo(mvc).build();

        client.get()
                .uri("/me")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .isEqualTo("17 [admin]");
        client.post().uri("/me").exchange().expectStatus().isOk();
    }

    @Test
    void a_session_of_somebody_else_goes_with_one_request() {
        TestSession other = callers.signIn("18");

        MockMvcWebTestClient.bindTo(mvc)
                .build()
                .get()
                .uri("/me")
                .headers(other::addTo)
                .exchange()
                .expectBody(String.class)
                .isEqualTo("18 []");
    }
}
