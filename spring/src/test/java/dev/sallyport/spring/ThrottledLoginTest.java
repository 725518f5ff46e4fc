package dev.sallyport.spring;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@OverHttp
class ThrottledLoginTest {

    @LocalServerPort
    private int port;

    @Test
    void afterTooManyFailuresTheAnswerIs429AndSaysWhenToComeBack() {
        Answer refused = guessUntilRefused();

        assertThat(refused).isRefusal(429, "too_many_attempts").setsNoCookie();
        assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow()))
                .isBetween(1, 300);
    }

    @Test
    void othersAtTheSameAddressStillGetIn() {
        assertThat(guessUntilRefused()).hasStatus(429);

        assertThat(new HttpBrowser(port).signIn("alice", "wonderland")).isOk();
    }

    private Answer guessUntilRefused() {
        HttpBrowser mallory = new HttpBrowser(port);
        return Stream.generate(() -> mallory.signIn("mallory", "guess"))
                .limit(100)
                .filter(answer -> answer.status() != 401)
                .findFirst()
                .orElseThrow();
    }
}
