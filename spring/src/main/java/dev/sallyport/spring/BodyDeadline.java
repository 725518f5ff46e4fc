package dev.sallyport.spring;

import dev.sallyport.Problem;
import dev.sallyport.Refusal;
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
    private final RefusalWriter refuser;

    BodyDeadline(BodyReader bodies, RefusalWriter refuser) {
        this.bodies = bodies;
        this.refuser = refuser;
    }

    /**
     * A filter that does so, behind all others: the later dispatch in which a request goes on after its body was received is one
     * that many filters leave out, and what they check must have been checked by then.
     *
     * @param largest the size in bytes that a body may have
     */
    public FilterRegistrationBean<?> forBodiesUpTo(int largest) {
        var registration = new FilterRegistrationBean<>(new Receiving(bodies.upTo(largest), refuser));
        registration.setName("sallyportBodiesUpTo" + largest);
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        registration.setOrder(Ordered.LOWEST_PRECEDENCE);
        return registration;
    }

    private static final class Receiving extends HttpFilter implements BodyReader.Service {

        private static final long serialVersionUID = 1L;

        private final transient BodyReader bodies;
        private final transient RefusalWriter refuser;

        Receiving(BodyReader bodies, RefusalWriter refuser) {
            this.bodies = bodies;
            this.refuser = refuser;
        }

        @Override
        protected void doFilter(HttpServletRequest servlet, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            FilterInvocation pass = new FilterInvocation(servlet, response, chain);
            if (servlet.getDispatcherType() != DispatcherType.ASYNC) {
                bodies.receive(pass, true, this);
            } else if (!bodies.resume(pass)) {
                pass.goOn();
            }
        }

        @Override
        public void serve(FilterInvocation pass) throws IOException, ServletException {
            if (pass.servlet() instanceof ReceivedRequest received && received.isTooLarge()) {
                refuse(pass, Problem.of(Refusal.PAYLOAD_TOO_LARGE));
            } else {
                pass.goOn();
            }
        }

        @Override
        public String sender(FilterInvocation pass) {
            return refuser.exchange().request(pass.servlet()).remoteAddress();
        }

        @Override
        public void refuse(FilterInvocation pass, Problem reason) throws IOException {
            refuser.refuse(pass.servlet(), pass.response(), reason);
        }
    }
}
