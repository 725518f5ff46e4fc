package dev.sallyport.server;

import static org.assertj.core.api.Assertions.assertThat;

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
    void oneThatIsSentAsAnErrorHasAChallengeBesideWhatIsThere() {
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
                new ProblemAdvice().handleException(fault, new ServletWebRequest(request, response)));
    }

    private void show(int status) {
        request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, status);
        new ProblemErrorController().problem(request, response);
    }
}
