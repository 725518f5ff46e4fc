package dev.sallyport.spring.body;

import dev.sallyport.Problem;
import dev.sallyport.spring.limit.QueueSlots;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Receives the bodies of requests before these are served: no thread waits while a body drips, and none drips for ever. What
 * does not come within the deadline, all of it, is refused; a deadline between two bytes would let a sender go on for hours.
 *
 * <p>A body that nobody asks for is received too, and let go. A container would wait for the rest of it after the answer, with
 * a thread, or close the connection on a sender who has not come to read the answer yet.
 */
public final class BodyReader {

    public static final int LARGEST = 64 * 1024;
    public static final Duration DEADLINE = Duration.ofSeconds(10);

    /** For a body that will be refused, however it ends. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    /** So many times the largest are 64 MB, what a small server can spare; of connections there may be ten times as many. */
    static final int MOST_AWAITED = 1_000;

    static final int MOST_AWAITED_OF_A_NETWORK = 100;

    private static final String WAITING = BodyReader.class.getName();

    /** Serves a request once its body is there, perhaps in a later dispatch of it. */
    public interface Service {

        void serve(FilterInvocation invocation) throws IOException, ServletException;

        void refuse(FilterInvocation invocation, Problem reason) throws IOException, ServletException;

        /** The address that the request comes from. */
        String sender(FilterInvocation invocation);
    }

    private record Waiting(BodyReader reader, BodyReception reception, Service service) {}

    private final int largest;
    private final Duration deadline;
    private final Clock clock;
    private final QueueSlots places;

    /** Takes bodies of up to {@code largest} bytes, each within {@code deadline}. */
    public BodyReader(int largest, Duration deadline, Clock clock) {
        this(largest, deadline, clock, new QueueSlots(MOST_AWAITED, MOST_AWAITED_OF_A_NETWORK));
    }

    BodyReader(int largest, Duration deadline, Clock clock, QueueSlots places) {
        this.largest = largest;
        this.deadline = deadline;
        this.clock = clock;
        this.places = places;
    }

    /** Another for bodies up to this size, which wait in the same places. */
    public BodyReader upTo(int size) {
        return new BodyReader(size, deadline, clock, places);
    }

    /** Serves the request once its body is there; or soon, if that is too large or is not {@code wanted}. */
    public void receive(FilterInvocation invocation, boolean wanted, Service service)
            throws IOException, ServletException {
        boolean hopeless = !wanted || invocation.servlet().getContentLengthLong() > largest;
        await(invocation, hopeless ? 0 : largest, hopeless ? SHORT : deadline, service);
    }

    /** Serves the request, which is not about its body, once that has gone by or has had its time. */
    public void letGo(FilterInvocation invocation, Service service) throws IOException, ServletException {
        await(invocation, 0, deadline, service);
    }

    /** Whether this is the later dispatch of a request that has waited here for its body; then it is served. */
    public boolean resume(FilterInvocation invocation) throws IOException, ServletException {
        if (!(invocation.servlet().getAttribute(WAITING) instanceof Waiting waiting) || waiting.reader != this) {
            return false;
        }
        invocation.servlet().removeAttribute(WAITING);
        finish(invocation, waiting.reception, waiting.service);
        return true;
    }

    private void await(FilterInvocation invocation, int kept, Duration patience, Service service)
            throws IOException, ServletException {
        HttpServletRequest servlet = invocation.servlet();
        if (!Body.comesWith(servlet)) {
            service.serve(invocation);
            return;
        }
        Body body = new Body(kept, servlet.getContentLengthLong());
        BodyReception reception = new BodyReception(body, servlet.getInputStream(), kept > 0);
        body.takeWhatIsHere(servlet.getInputStream());
        if (body.isWhole()) {
            finish(invocation, reception, service);
            return;
        }
        String sender = service.sender(invocation);
        if (places.take(sender)) {
            reception.whenOver(() -> places.giveBack(sender));
        } else {
            reception.turnAway();
        }
        servlet.setAttribute(WAITING, new Waiting(this, reception, service));
        if (servlet.isAsyncSupported() && reception.begin(invocation, patience)) {
            return;
        }
        servlet.removeAttribute(WAITING);
        reception.waitForTheRest(clock, patience);
        finish(invocation, reception, service);
        if (servlet.isAsyncStarted()) {
            servlet.getAsyncContext().complete();
        }
    }

    private static void finish(FilterInvocation invocation, BodyReception reception, Service service)
            throws IOException, ServletException {
        if (!reception.body().isWhole()) {
            // What is left of the body must not be taken for the next request.
            invocation.response().setHeader("Connection", "close");
        }
        Optional<Problem> refusal = reception.refusal();
        if (refusal.isPresent()) {
            service.refuse(invocation, refusal.get());
        } else {
            // Also where nobody asks for the body: getParameter must not go and read it.
            service.serve(invocation.with(new ReceivedRequest(invocation.servlet(), reception.body())));
        }
    }
}
