package dev.sallyport.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.spring.RefusalPage;
import jakarta.servlet.RequestDispatcher;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.server.ResponseStatusException;

/** A 401 that the application gives by itself has a challenge as the gate's have, unless it brings its own. */
class ProblemsTest {

    private static final String FIELD = HttpHeaders.WWW_AUTHENTICATE;
    private static final String CHALLENGE = "Cookie realm=\"api\"";

    private static final RefusalPage PAGE = (refusal, detail, home) -> "<p>" + refusal.code() + "</p>";

    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void oneOutOfAControllerHasAChallenge() throws Exception {
        assertThat(advice(new ResponseStatusException(HttpStatusCode.valueOf(401)))
                        .getHeaders()
                        .get(FIELD))
                .containsExactly(CHALLENGE);
    }

    @Test
    void oneThatBringsItsOwnKeepsThat() throws Exception {
        var own = new ErrorResponseException(HttpStatusCode.valueOf(401));
        own.getHeaders().set(FIELD, "Mine");

        assertThat(advice(own).getHeaders().get(FIELD)).containsExactly("Mine");
    }

    @Test
    void oneThatIsSentAsAnErrorHasAChallengeBesideWhatIsThere() throws Exception {
        show(401);
        assertThat(response.getHeaders(FIELD)).containsExactly(CHALLENGE);

        show(401);
        assertThat(response.getHeaders(FIELD)).containsExactly(CHALLENGE);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 500})
    void nothingElseHasOne(int status) throws Exception {
        show(status);

        assertThat(response.getHeaders(FIELD)).isEqualTo(List.of());
        assertThat(advice(new ResponseStatusException(HttpStatusCode.valueOf(status)))
                        .getHeaders()
                        .get(FIELD))
                .isNull();
    }

    private ResponseEntity<Object> advice(Exception fault) throws Exception {
        return Objects.requireNonNull(
                new ProblemAdvice(PAGE).handleException(fault, new ServletWebRequest(request, response)));
    }

    @Test
    void whoNavigatesIsShownThePageWhereverItFailed() throws Exception {
        request.addHeader("Accept", "text/html,*/*;q=0.8");
        var busy = new ErrorResponseException(HttpStatusCode.valueOf(503));
        busy.getHeaders().set("Retry-After", "7");

        assertThat(new ProblemAdvice(PAGE).handleException(busy, new ServletWebRequest(request, response)))
                .isNull();
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("7");
        assertThat(response.getContentType()).startsWith("text/html");
        assertThat(response.getContentAsString()).isEqualTo("<p>store_unavailable</p>");

        response.reset();
        show(404);
        assertThat(response.getStatus()).isEqualTo(404);
        assertThat(response.getContentAsString()).isEqualTo("<p>not_found</p>");
    }

    private void show(int status) throws Exception {
        request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, status);
        new ProblemErrorController(PAGE).problem(request, response);
    }
}
