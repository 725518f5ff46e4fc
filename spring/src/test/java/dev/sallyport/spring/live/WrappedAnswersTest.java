package dev.sallyport.spring.live;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import dev.sallyport.spring.HostileApplication;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An answer to a caller is the answer that the application wrote, to the last header: that it may end one day is not seen. */
@SpringBootTest(
        classes = WrappedAnswersTest.Application.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            HostileApplication.BY_ITSELF,
            HostileApplication.LOCAL_ONLY,
            "server.compression.enabled=true",
            "server.compression.min-response-size=100"
        })
class WrappedAnswersTest {

    private static final String TEXT = "Grüße ".repeat(100);

    @LocalServerPort
    private int port;

    private HttpBrowser ann;

    @BeforeEach
    void signIn() {
        ann = new HttpBrowser(port);
        ann.signIn("ann", "secret");
    }

    @Test
    void aHeadHasTheHeadersAndNoBody() {
        Answer head = ann.call("HEAD", "/text").send();

        assertThat(head).hasStatus(200).hasHeader("Content-Type", "text/plain;charset=UTF-8");
        assertThat(head.body()).isEmpty();
        assertThat(ann.get("/text").header("Content-Length")).isEqualTo(head.header("Content-Length"));
    }

    @Test
    void anErrorPageIsShown() {
        assertThat(ann.get("/teapot")).hasStatus(418);
        assertThat(ann.get("/teapot").text("status")).isEqualTo("418");
    }

    @Test
    void aResetForgetsTheWriterAndWhatItWrote() {
        assertThat(ann.get("/reset").body()).isEqualTo("bytes");
    }

    @Test
    void aWriterIsNotToBeHadBesideAStream() {
        assertThat(ann.get("/both").body()).isEqualTo("refused");
    }

    @Test
    void theEncodingThatWasSetFirstCounts() {
        Answer answer = ann.get("/latin");

        assertThat(answer).hasHeader("Content-Type", "text/plain;charset=ISO-8859-1");
        assertThat(answer.body()).isEqualTo(TEXT);
    }

    @Test
    void aContentLengthThatWasSetIsSent() {
        assertThat(ann.get("/length")).hasHeader("Content-Length", "5");
        assertThat(ann.get("/length").body()).isEqualTo("bytes");
    }

    @Test
    void theContainerCompressesIt() {
        Answer answer =
                ann.call("GET", "/text").header("Accept-Encoding", "gzip").send();

        assertThat(answer).hasStatus(200).hasHeader("Content-Encoding", "gzip");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Endpoints.class)
    static class Application {

        @Bean
        LastingApplication.Guests guests() {
            return new LastingApplication.Guests();
        }
    }

    @RestController
    static class Endpoints {

        @GetMapping(path = "/text", produces = "text/plain;charset=UTF-8")
        ResponseEntity<byte[]> text() {
            return ResponseEntity.ok(TEXT.getBytes(StandardCharsets.UTF_8));
        }

        @GetMapping("/teapot")
        void teapot(HttpServletResponse response) throws IOException {
            response.sendError(418);
        }

        @GetMapping("/reset")
        void reset(HttpServletResponse response) throws IOException {
            PrintWriter early = response.getWriter();
            early.print("characters");
            response.reset();
            response.getOutputStream().write(ByteBuffer.wrap("bytes".getBytes(StandardCharsets.UTF_8)));
        }

        @GetMapping("/both")
        void both(HttpServletResponse response) throws IOException {
            response.getOutputStream();
            assertThatThrownBy(response::getWriter).isInstanceOf(IllegalStateException.class);
            response.getOutputStream().print("refused");
        }

        @GetMapping("/latin")
        void latin(HttpServletResponse response) throws IOException {
            response.setContentType("text/plain");
            response.setCharacterEncoding("ISO-8859-1");
            response.getWriter().print(TEXT);
        }

        @GetMapping("/length")
        void length(HttpServletResponse response) throws IOException {
            response.setContentLength(5);
            response.getOutputStream().write("bytes".getBytes(StandardCharsets.UTF_8));
        }
    }
}
