package dev.sallyport.spring.test;

import jakarta.servlet.http.Cookie;
import java.util.Arrays;
import java.util.Collections;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Gives requests through MockMvc what a browser would send along. */
public final class CallerRequests {

    private CallerRequests() {}

    /**
     * Sends this one request with a session: {@code mvc.post().uri("/x").with(CallerRequests.with(session))}. The CSRF token comes along
     * unless the request has one.
     */
    public static RequestPostProcessor with(TestSession session) {
        return request -> {
            request.setCookies(Stream.concat(
                            Stream.of(request.getCookies() == null ? new Cookie[0] : request.getCookies()),
                            session.cookies().entrySet().stream()
                                    .map(cookie -> new Cookie(cookie.getKey(), cookie.getValue())))
                    .toArray(Cookie[]::new));
            if (request.getHeader(session.csrfHeader()) == null) {
                request.addHeader(session.csrfHeader(), session.csrfToken());
            }
            return request;
        };
    }

    /** Every request of a test that runs as somebody. One with a session's cookie speaks for itself. */
    static RequestPostProcessor ofTest(TestCallers callers) {
        return request -> CallerInTest.get()
                .filter(name -> !hasCookie(request, callers.accessCookie()))
                .map(name -> with(callers.signIn(name)).postProcessRequest(request))
                .orElse(request);
    }

    /** In the field, where every client puts it: not all of them name it to MockMvc as a cookie. */
    private static boolean hasCookie(MockHttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(HttpHeaders.COOKIE)).stream()
                .flatMap(line -> Arrays.stream(line.split("; *", -1)))
                .anyMatch(cookie -> cookie.startsWith(name + "="));
    }
}
