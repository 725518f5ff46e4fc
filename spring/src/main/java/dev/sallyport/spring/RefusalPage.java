package dev.sallyport.spring;

import dev.sallyport.Refusal;
import dev.sallyport.spring.exchange.ServletExchange;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The page that a person is shown whose browser went to an address and was refused. A bean of this type takes the place of the one that
 * comes with the starter. Whoever does not navigate is answered {@code application/problem+json} (RFC 9457) in any case.
 *
 * <p>The answer keeps the refusal's status and header fields. Its {@code Content-Security-Policy} lets no script run and loads
 * styles and pictures from the own origin only. What is thrown here becomes the application's error page.
 */
@FunctionalInterface
public interface RefusalPage {

    /**
     * The whole document, as HTML.
     *
     * @param refusal why; its code is for the person to quote
     * @param detail one sentence about this request, to be escaped
     * @param home the path of the application's first page, to be escaped
     */
    String html(Refusal refusal, String detail, String home);

    /** Whether whoever sent the request navigates, and would look at an answer. */
    static boolean isWanted(HttpServletRequest request) {
        return ServletExchange.navigates(request);
    }

    /** Answers a request that was refused elsewhere, such as by a container, with the page and the status of {@code refusal}. */
    default void send(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        response.setStatus(refusal.status());
        ServletExchange.sendPage(html(refusal, refusal.detail(), ServletExchange.home(request)), response);
    }
}
