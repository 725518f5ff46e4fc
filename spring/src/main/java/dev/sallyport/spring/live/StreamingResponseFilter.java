package dev.sallyport.spring.live;

import dev.sallyport.Decision;
import dev.sallyport.Problem;
import dev.sallyport.Refusal;
import dev.sallyport.spring.exchange.RefusalWriter;
import dev.sallyport.spring.exchange.ServletExchange;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Stands behind the gate: what an admitted request is answered for longer than a moment ends with the caller's session. */
final class StreamingResponseFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** Shorter answers are over before they could be ended. Two, since the first may come at once. */
    private static final int LOOKS = 2;

    private final transient SessionMonitor monitor;
    private final transient RefusalWriter refusals;

    StreamingResponseFilter(SessionMonitor monitor, RefusalWriter refusals) {
        this.monitor = monitor;
        this.refusals = refusals;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            resume(request, response, chain);
            return;
        }
        if (!(ServletExchange.decisionOn(request) instanceof Decision.Admitted admitted)) {
            chain.doFilter(request, response);
            return;
        }
        CallerResponse answer = new CallerResponse(request, response, admitted.by(), this);
        try {
            pass(answer, () -> chain.doFilter(new CallerRequest(request, answer), answer));
        } finally {
            StreamingResponse lasted = answer.lasting();
            if (lasted != null && !lasted.wentAsync()) {
                answer.forget(lasted);
            }
        }
    }

    private static void resume(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        CallerResponse answer = CallerResponse.of(request);
        if (answer == null) {
            chain.doFilter(request, response);
            return;
        }
        if (wasCut(answer)) {
            throw new SessionEndedException();
        }
        pass(answer, () -> chain.doFilter(request, response));
    }

    private interface Passage {
        void run() throws IOException, ServletException;
    }

    /**
     * Breaks off an answer that was cut in its middle. Frameworks take a write that fails for a reader that has gone and return
     * in peace, and then the container would mark half a file as whole.
     */
    private static void pass(CallerResponse answer, Passage passage) throws IOException, ServletException {
        try {
            passage.run();
        } catch (IOException | ServletException | RuntimeException thrown) {
            StreamingResponse lasted = answer.lasting();
            if (lasted == null || !lasted.wasRefused() || !SessionEndedException.isIn(thrown)) {
                throw thrown;
            }
        }
        if (wasCut(answer)) {
            throw new SessionEndedException();
        }
    }

    private static boolean wasCut(CallerResponse answer) {
        StreamingResponse lasted = answer.lasting();
        return lasted != null && lasted.wasCut();
    }

    SessionMonitor watch() {
        return monitor;
    }

    boolean isLong(int begun) {
        return monitor.looks() - begun >= LOOKS;
    }

    void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        refusals.refuseInstead(request, response, Problem.of(Refusal.SESSION_REVOKED));
    }
}
