package dev.sallyport.server;

import dev.sallyport.Challenges;
import dev.sallyport.Refusal;
import dev.sallyport.spring.RefusalPage;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers what failed before or after the controllers. */
@RestController
class ProblemErrorController implements ErrorController {

    private final RefusalPage page;

    ProblemErrorController(RefusalPage page) {
        this.page = page;
    }

    @RequestMapping("${spring.web.error.path:/error}")
    @Nullable
    ResponseEntity<Map<String, Object>> problem(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        // Without the attribute somebody asked for this address itself, and there is nothing at it.
        Refusal refusal = status instanceof Integer code ? Refusal.forStatus(code) : Refusal.NOT_FOUND;
        Challenges.of(refusal)
                .filter(any -> !response.containsHeader(HttpHeaders.WWW_AUTHENTICATE))
                .ifPresent(text -> response.setHeader(HttpHeaders.WWW_AUTHENTICATE, text));
        if (RefusalPage.isWanted(request)) {
            page.send(request, response, refusal);
            return null;
        }
        return ResponseEntity.status(refusal.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(refusal.problem(refusal.detail()));
    }
}
