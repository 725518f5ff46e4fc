package dev.sallyport.spring;

import dev.sallyport.spring.exchange.ServletExchange;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolderStrategy;

/**
 * Makes the caller of a request Spring Security's authentication, at each of its dispatches: the first one, those of an answer
 * that comes later or of an error, a forward and an include. A filter that acts once per request would leave nobody at the
 * later ones.
 */
final class CallerFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient SecurityContextHolderStrategy holder;
    private final transient CallerAuthorities authorities;

    CallerFilter(SecurityContextHolderStrategy holder, CallerAuthorities authorities) {
        this.holder = holder;
        this.authorities = authorities;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        CallerAuthentication caller = ServletExchange.decisionOn(request)
                .caller()
                .map(admitted -> CallerAuthentication.of(admitted, authorities))
                .orElse(null);
        if (caller == null) {
            chain.doFilter(request, response);
            return;
        }
        SecurityContext before = holder.getContext();
        SecurityContext context = holder.createEmptyContext();
        context.setAuthentication(caller);
        holder.setContext(context);
        try {
            chain.doFilter(request, response);
        } finally {
            restore(before);
        }
    }

    /** A forward or an include goes on with the same caller; the thread goes back to the pool with none. */
    private void restore(SecurityContext before) {
        if (before.getAuthentication() == null) {
            holder.clearContext();
        } else {
            holder.setContext(before);
        }
    }
}
