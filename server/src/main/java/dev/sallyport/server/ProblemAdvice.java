package dev.sallyport.server;

import dev.sallyport.Challenges;
import dev.sallyport.Refusal;
import dev.sallyport.session.StoreUnavailableException;
import dev.sallyport.spring.RefusalPage;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
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
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.exc.StreamConstraintsException;

/** Answers every exception out of a controller as a problem with a code. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private final RefusalPage page;

    ProblemAdvice(RefusalPage page) {
        this.page = page;
    }

    @ExceptionHandler({DataAccessException.class, StoreUnavailableException.class})
    @Nullable
    ResponseEntity<Object> storeUnavailable(RuntimeException fault, ServletWebRequest request) {
        LOG.warn("the database failed; the request was answered 503", fault);
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "1");
        return problem(Refusal.STORE_UNAVAILABLE, headers, request);
    }

    @ExceptionHandler(Exception.class)
    @Nullable
    ResponseEntity<Object> unexpected(Exception fault, ServletWebRequest request) {
        LOG.error("a request failed; it was answered 500", fault);
        return problem(Refusal.INTERNAL_ERROR, new HttpHeaders(), request);
    }

    /** Spring's own text may quote the request, so only its status and headers are taken. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception fault, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        boolean tooLarge = fault.getCause() instanceof StreamConstraintsException;
        Refusal refusal = tooLarge ? Refusal.PAYLOAD_TOO_LARGE : Refusal.forStatus(status.value());
        return problem(refusal, headers, (ServletWebRequest) request);
    }

    /** Null: it is answered already, with the page for who navigates. */
    private @Nullable ResponseEntity<Object> problem(Refusal refusal, HttpHeaders headers, ServletWebRequest request) {
        HttpHeaders all = new HttpHeaders(headers);
        Challenges.of(refusal)
                .filter(any -> !all.containsHeader(HttpHeaders.WWW_AUTHENTICATE))
                .ifPresent(text -> all.set(HttpHeaders.WWW_AUTHENTICATE, text));
        if (RefusalPage.isWanted(request.getRequest())) {
            show(refusal, all, request);
            return null;
        }
        return ResponseEntity.status(refusal.status())
                .headers(all)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(refusal.problem(refusal.detail()));
    }

    private void show(Refusal refusal, HttpHeaders headers, ServletWebRequest request) {
        HttpServletResponse response = Objects.requireNonNull(request.getResponse());
        headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        try {
            page.send(request.getRequest(), response, refusal);
        } catch (IOException brokenOff) {
            throw new UncheckedIOException(brokenOff);
        }
    }
}
