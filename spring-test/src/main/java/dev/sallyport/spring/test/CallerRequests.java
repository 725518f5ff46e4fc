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

    /** The CSRF token of the test's caller, which goes if the request turns out to be somebody else's. */
    private static final String OF_TEST = CallerRequests.class.getName() + ".csrf";

    private CallerRequests() {}

    /**
     * Sends this one request with a session: {@code mvc.post().uri("/x").with(CallerRequests.with(session))}. The CSRF token comes along
     * unless the request has one. In a test {@link WithCaller} this session counts.
     */
    public static RequestPostProcessor with(TestSession session) {
        return request -> {
            String given = request.getHeader(session.csrfHeader());
            if (given == null || given.equals(request.getAttribute(OF_TEST))) {
                request.removeHeader(session.csrfHeader());
                request.addHeader(session.csrfHeader(), session.csrfToken());
            }
            Stream<Cookie> others = Stream.of(request.getCookies() == null ? new Cookie[0] : request.getCookies())
                    .filter(cookie -> !session.cookies().containsKey(cookie.getName()));
            request.setCookies(Stream.concat(
                            others,
                            session.cookies().entrySet().stream()
                                    .map(cookie -> new Cookie(cookie.getKey(), cookie.getValue())))
                    .toArray(Cookie[]::new));
            return request;
        };
    }

    /** Every request of a test that runs as somebody. One with a session's cookie speaks for itself. */
    static RequestPostProcessor ofTest(TestCallers callers) {
        return request -> CallerInTest.get()
                .filter(name -> !hasCookie(request, callers.accessCookie()))
                .map(name -> {
                    TestSession session = callers.signIn(name);
                    request.setAttribute(OF_TEST, session.csrfToken());
                    return with(session).postProcessRequest(request);
                })
                .orElse(request);
    }

    /** In the field, where every client puts it: not all of them name it to MockMvc as a cookie. */
    private static boolean hasCookie(MockHttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(HttpHeaders.COOKIE)).stream()
                .flatMap(line -> Arrays.stream(line.split("; *", -1)))
                .anyMatch(cookie -> cookie.startsWith(name + "="));
    }
}
