package dev.sallyport.spring.filter;

import dev.sallyport.Caller;
import dev.sallyport.spring.exchange.ServletExchange;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;

/** A request that knows its caller in the words of the Servlet specification (section 13.3). */
final class PrincipalRequest extends HttpServletRequestWrapper {

    private final Caller caller;

    private PrincipalRequest(HttpServletRequest request, Caller caller) {
        super(request);
        this.caller = caller;
    }

    /** The request with the caller that was found for it, if there is one. */
    static HttpServletRequest of(HttpServletRequest request) {
        return ServletExchange.decisionOn(request)
                .caller()
                .<HttpServletRequest>map(caller -> new PrincipalRequest(request, caller))
                .orElse(request);
    }

    static HttpServletRequest of(HttpServletRequest request, Caller caller) {
        return new PrincipalRequest(request, caller);
    }

    @Override
    public String getRemoteUser() {
        return caller.userId();
    }

    @Override
    public Principal getUserPrincipal() {
        return new CallerPrincipal(caller.userId());
    }

    @Override
    public boolean isUserInRole(String role) {
        return caller.hasRole(role);
    }

    private record CallerPrincipal(String name) implements Principal {

        @Override
        public String getName() {
            return name;
        }
    }
}
