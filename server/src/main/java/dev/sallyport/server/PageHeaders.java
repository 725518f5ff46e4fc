package dev.sallyport.server;

import dev.sallyport.config.SallyportConfig;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What every answer tells the browser to forbid [28]. In front of the gate, so that refusals carry it too. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class PageHeaders extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
                    + "require-trusted-types-for 'script'";

    private final boolean https;

    PageHeaders(SallyportConfig config) {
        this.https = config.cookies().secure();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        // Not plain same-origin: a page could not see that the window it opened for a provider was closed.
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin-allow-popups");
        if (https) {
            response.setHeader("Strict-Transport-Security", "max-age=63072000");
        }
        chain.doFilter(request, response);
    }
}
