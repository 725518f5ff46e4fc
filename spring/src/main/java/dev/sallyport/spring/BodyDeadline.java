package dev.sallyport.spring;

import dev.sallyport.Problem;
import dev.sallyport.Refusal;
import dev.sallyport.spring.body.BodyReader;
import dev.sallyport.spring.body.FilterInvocation;
import dev.sallyport.spring.body.ReceivedRequest;
import dev.sallyport.spring.exchange.RefusalWriter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;

/**
 * Gives the bodies of an application's own requests the deadline that those of the gate's endpoints have: they are received
 * before a controller runs, without a thread that waits for them. What does not come in time is answered 408, what is too
 * large 413.
 *
 * <pre>{@code
 * @Bean
 * FilterRegistrationBean<?> smallBodies(BodyDeadline deadline) {
 *     return deadline.forBodiesUpTo(64 * 1024);
 * }
 * }</pre>
 *
 * <p>For JSON, text and forms, which are kept in memory; where multipart uploads are taken, give the registration URL patterns
 * that leave them out.
 */
public final class BodyDeadline {

    private final BodyReader bodies;
    private final RefusalWriter refusals;

    BodyDeadline(BodyReader bodies, RefusalWriter refusals) {
        this.bodies = bodies;
        this.refusals = refusals;
    }

    /**
     * A filter that does so, behind all others: the later dispatch in which a request goes on after its body was received is one
     * that many filters leave out, and what they check must have been checked by then.
     *
     * @param largest the size in bytes that a body may have
     */
    public FilterRegistrationBean<?> forBodiesUpTo(int largest) {
        var registration = new FilterRegistrationBean<>(new Receiving(bodies.upTo(largest), refusals));
        registration.setName("sallyportBodiesUpTo" + largest);
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        registration.setOrder(Ordered.LOWEST_PRECEDENCE);
        return registration;
    }

    private static final class Receiving extends HttpFilter implements BodyReader.Service {

        private static final long serialVersionUID = 1L;

        private final transient BodyReader bodies;
        private final transient RefusalWriter refusals;

        Receiving(BodyReader bodies, RefusalWriter refusals) {
            this.bodies = bodies;
            this.refusals = refusals;
        }

        @Override
        protected void doFilter(HttpServletRequest servlet, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            FilterInvocation invocation = new FilterInvocation(servlet, response, chain);
            if (servlet.getDispatcherType() != DispatcherType.ASYNC) {
                bodies.receive(invocation, true, this);
            } else if (!bodies.resume(invocation)) {
                invocation.goOn();
            }
        }

        @Override
        public void serve(FilterInvocation invocation) throws IOException, ServletException {
            if (invocation.servlet() instanceof ReceivedRequest received && received.isTooLarge()) {
                refuse(invocation, Problem.of(Refusal.PAYLOAD_TOO_LARGE));
            } else {
                invocation.goOn();
            }
        }

        @Override
        public String sender(FilterInvocation invocation) {
            return refusals.exchange().request(invocation.servlet()).remoteAddress();
        }

        @Override
        public void refuse(FilterInvocation invocation, Problem reason) throws IOException {
            refusals.refuse(invocation.servlet(), invocation.response(), reason);
        }
    }
}
