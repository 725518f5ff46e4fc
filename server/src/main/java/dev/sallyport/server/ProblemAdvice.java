package dev.sallyport.server;

import dev.sallyport.Challenges;
import dev.sallyport.Refusal;
import dev.sallyport.session.StoreUnavailableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.exc.StreamConstraintsException;

/** Answers every exception out of a controller as a problem with a code. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler({DataAccessException.class, StoreUnavailableException.class})
    ResponseEntity<Object> storeUnavailable(RuntimeException fault) {
        LOG.warn("the database failed; the request was answered 503", fault);
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "1");
        return problem(Refusal.STORE_UNAVAILABLE, headers);
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<Object> unexpected(Exception fault) {
        LOG.error("a request failed; it was answered 500", fault);
        return problem(Refusal.INTERNAL_ERROR, new HttpHeaders());
    }

    /** Spring's own text may quote the request, so only its status and headers are taken. */
    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception fault, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        boolean tooLarge = fault.getCause() instanceof StreamConstraintsException;
        return problem(tooLarge ? Refusal.PAYLOAD_TOO_LARGE : Refusal.forStatus(status.value()), headers);
    }

    private static ResponseEntity<Object> problem(Refusal refusal, HttpHeaders headers) {
        HttpHeaders all = new HttpHeaders(headers);
        Challenges.of(refusal)
                .filter(any -> !all.containsHeader(HttpHeaders.WWW_AUTHENTICATE))
                .ifPresent(text -> all.set(HttpHeaders.WWW_AUTHENTICATE, text));
        return ResponseEntity.status(refusal.status())
                .headers(all)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(refusal.problem(refusal.detail()));
    }
}
