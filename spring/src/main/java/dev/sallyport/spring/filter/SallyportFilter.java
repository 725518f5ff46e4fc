package dev.sallyport.spring.filter;

import dev.sallyport.Decision;
import dev.sallyport.Problem;
import dev.sallyport.Refusal;
import dev.sallyport.Sallyport;
import dev.sallyport.config.SallyportConfig;
import dev.sallyport.origin.Cors;
import dev.sallyport.spring.body.BodyReader;
import dev.sallyport.spring.body.FilterInvocation;
import dev.sallyport.spring.exchange.RefusalWriter;
import dev.sallyport.spring.exchange.ServletExchange;
import dev.sallyport.spring.observation.GateCounts;
import dev.sallyport.web.Reply;
import dev.sallyport.web.Request;
import jakarta.servlet.DispatcherType;
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

    private final transient Sallyport sallyport;
    private final transient AuthEndpoints endpoints;
    private final transient DoctorPage doctor;
    private final transient SocialPages social;
    private final transient ServletExchange exchange;
    private final transient BodyReader bodies;
    private final transient GateCounts counts;

    SallyportFilter(
            RefusalWriter refusals,
            AuthEndpoints endpoints,
            SallyportConfig config,
            BodyReader bodies,
            GateCounts counts) {
        this.sallyport = refusals.sallyport();
        this.exchange = refusals.exchange();
        this.endpoints = endpoints;
        this.doctor = new DoctorPage(config.path(), config.diagnostics());
        this.social = new SocialPages(config.path());
        this.bodies = bodies;
        this.counts = counts;
    }

    @Override
    protected void doFilter(HttpServletRequest servlet, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        DispatcherType dispatch = servlet.getDispatcherType();
        if (dispatch != DispatcherType.REQUEST) {
            // Ours, whose body has come; or the application's, and that was judged when it was new.
            if (dispatch != DispatcherType.ASYNC || !bodies.resume(new FilterInvocation(servlet, response, chain))) {
                chain.doFilter(PrincipalRequest.of(servlet), response);
            }
            return;
        }
        Request request = exchange.request(servlet);
        if (!ServletExchange.namesPossiblePort(servlet)) {
            Problem nonsense = Problem.of(Refusal.MALFORMED_REQUEST, "The field Host names no port.");
            refuse(request, nonsense, new FilterInvocation(servlet, response, chain));
            return;
        }
        Cors.Result cors = sallyport.cors(request);
        ServletExchange.add(cors.headers(), response);
        if (cors.outcome() == Cors.Outcome.ORDINARY && !endpoints.own(request.path())) {
            judge(request, servlet, response, chain);
        } else {
            answer(request, cors.outcome(), new FilterInvocation(servlet, response, chain));
        }
    }

    private void answer(Request request, Cors.Outcome outcome, FilterInvocation invocation)
            throws IOException, ServletException {
        switch (outcome) {
            case PREFLIGHT_GRANTED ->
                bodies.letGo(
                        invocation,
                        new Ours(request, last -> last.response().setStatus(HttpServletResponse.SC_NO_CONTENT)));
            case PREFLIGHT_REFUSED -> refuse(request, Problem.of(Refusal.ORIGIN_NOT_ALLOWED), invocation);
            case ORDINARY -> {
                keepFromOtherSites(invocation.response());
                bodies.receive(
                        invocation, endpoints.takesBody(request), new Ours(request, last -> serve(request, last)));
            }
        }
    }

    @FunctionalInterface
    private interface Answering {
        void answer(FilterInvocation invocation) throws IOException, ServletException;
    }

    /** Answers as of the dispatch that brought the request: in a later one the path is what the container made of it. */
    private final class Ours implements BodyReader.Service {

        private final Request request;
        private final Answering answering;

        Ours(Request request, Answering answering) {
            this.request = request;
            this.answering = answering;
        }

        @Override
        public void serve(FilterInvocation invocation) throws IOException, ServletException {
            answering.answer(invocation);
        }

        @Override
        public String sender(FilterInvocation invocation) {
            return request.remoteAddress();
        }

        @Override
        public void refuse(FilterInvocation invocation, Problem reason) throws IOException {
            exchange.write(invocation.servlet(), sallyport.refuse(request, reason), invocation.response());
        }
    }

    private void serve(Request request, FilterInvocation invocation) throws IOException {
        HttpServletResponse response = invocation.response();
        if (doctor.serve(request, response) || social.serve(request, response)) {
            return;
        }
        Reply reply = endpoints.answer(request, invocation.servlet());
        if (!social.show(request, reply, response)) {
            exchange.write(invocation.servlet(), reply, response);
        }
    }

    private void judge(Request request, HttpServletRequest servlet, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Decision decision = sallyport.admit(request);
        counts.count(decision);
        if (decision instanceof Decision.Refused refused) {
            refuse(request, refused.problem(), new FilterInvocation(servlet, response, chain));
            return;
        }
        ServletExchange.put(decision, servlet);
        if (decision instanceof Decision.Admitted admitted) {
            response.setHeader("Cache-Control", "no-store");
            keepFromOtherSites(response);
            chain.doFilter(PrincipalRequest.of(servlet, admitted.by()), response);
        } else {
            chain.doFilter(servlet, response);
        }
    }

    private void refuse(Request request, Problem reason, FilterInvocation invocation)
            throws IOException, ServletException {
        Reply refusal = sallyport.refuse(request, reason);
        bodies.letGo(invocation, new Ours(request, last -> exchange.write(last.servlet(), refusal, last.response())));
    }

    /** What a signed-in person is shown is not for another site to embed; the application may loosen it [10]. */
    private static void keepFromOtherSites(HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (!response.containsHeader("Access-Control-Allow-Origin")) {
            response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        }
    }
}
