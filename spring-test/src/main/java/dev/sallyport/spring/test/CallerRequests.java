package dev.sallyport.spring.test;

import jakarta.servlet.http.Cookie;
import java.util.Arrays;
import java.util.stream.Stream;
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

    private static boolean hasCookie(MockHttpServletRequest request, String name) {
        return request.getCookies() != null
                && Arrays.stream(request.getCookies())
                        .anyMatch(cookie -> cookie.getName().equals(name));
    }
}
