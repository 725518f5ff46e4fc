package dev.sallyport.spring;

import dev.sallyport.Decision;
import dev.sallyport.Refusal;
import dev.sallyport.RefusedException;
import dev.sallyport.Sallyport;
import dev.sallyport.SallyportConfig;
import dev.sallyport.origin.Cors;
import dev.sallyport.web.Reply;
import dev.sallyport.web.Request;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Stands in front of everything: answers preflights, serves the endpoints, and lets the application see a request only with
 * the {@link Decision} on it.
 */
final class SallyportFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final String DECISION = Decision.class.getName();

    private final transient Sallyport sallyport;
    private final transient AuthEndpoints endpoints;
    private final transient DoctorPage doctor;
    private final transient SocialPages social;
    private final transient ServletExchange exchange;

    SallyportFilter(Sallyport sallyport, AuthEndpoints endpoints, SallyportConfig config, ServletExchange exchange) {
        this.sallyport = sallyport;
        this.endpoints = endpoints;
        this.doctor = new DoctorPage(config.path(), config.diagnostics());
        this.social = new SocialPages(config.path());
        this.exchange = exchange;
    }

    @Override
    protected void doFilter(HttpServletRequest servlet, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Request request = exchange.request(servlet);
        Cors.Finding cors = sallyport.cors(request);
        ServletExchange.add(cors.headers(), response);
        if (cors.kind() == Cors.Kind.PREFLIGHT_GRANTED) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else if (cors.kind() == Cors.Kind.PREFLIGHT_REFUSED) {
            refuse(request, new RefusedException(Refusal.ORIGIN_NOT_ALLOWED), response);
        } else if (endpoints.own(request.path())) {
            keepFromOtherSites(response);
            serve(request, servlet, response);
        } else {
            judge(request, servlet, response, chain);
        }
    }

    private void serve(Request request, HttpServletRequest servlet, HttpServletResponse response) throws IOException {
        if (doctor.serve(request, response) || social.serve(request, response)) {
            return;
        }
        Reply reply = endpoints.answer(request, servlet);
        if (!social.show(request, reply, response)) {
            ServletExchange.write(reply, response);
        }
    }

    private void judge(Request request, HttpServletRequest servlet, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Decision decision = sallyport.admit(request);
        if (decision instanceof Decision.Refused refused) {
            refuse(request, refused.reason(), response);
            return;
        }
        if (decision instanceof Decision.Admitted) {
            response.setHeader("Cache-Control", "no-store");
            keepFromOtherSites(response);
        }
        servlet.setAttribute(DECISION, decision);
        chain.doFilter(servlet, response);
    }

    /** What was decided about a request; one that no filter of ours has seen is nobody's. */
    static Decision decisionOn(HttpServletRequest servlet) {
        Object decision = servlet.getAttribute(DECISION);
        return decision == null ? new Decision.Visitor(Refusal.ACCESS_MISSING) : (Decision) decision;
    }

    private void refuse(Request request, RefusedException reason, HttpServletResponse response) throws IOException {
        ServletExchange.write(sallyport.refuse(request, reason), response);
    }

    /** What a signed-in person is shown is not for another site to embed; the application may loosen it [10]. */
    private static void keepFromOtherSites(HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (!response.containsHeader("Access-Control-Allow-Origin")) {
            response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        }
    }
}
