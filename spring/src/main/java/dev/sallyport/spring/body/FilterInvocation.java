package dev.sallyport.spring.body;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** One call of a filter. A request that is dispatched again calls it again, with another chain. */
public record FilterInvocation(HttpServletRequest servlet, HttpServletResponse response, FilterChain chain) {

    FilterInvocation with(HttpServletRequest other) {
        return new FilterInvocation(other, response, chain);
    }

    /** Hands the request to the rest of the chain. */
    public void goOn() throws IOException, ServletException {
        chain.doFilter(servlet, response);
    }

    /** What a container or a wrapper says of a request is not ours to know. */
    @Override
    public String toString() {
        return servlet.getMethod();
    }
}
