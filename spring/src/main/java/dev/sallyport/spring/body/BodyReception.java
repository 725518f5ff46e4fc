package dev.sallyport.spring.body;

import dev.sallyport.Problem;
import dev.sallyport.Refusal;
import dev.sallyport.spring.limit.QueueSlots;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Takes a body as it comes, with a thread only while there is something to take, and then has its request dispatched anew. Its
 * methods exclude one another: the deadline and the last byte may come at once.
 */
final class BodyReception implements ReadListener, AsyncListener {

    private final Body body;
    private final ServletInputStream in;
    private final boolean wanted;
    private Runnable whenOver = () -> {};
    private boolean turnedAway;
    private boolean ended;
    private Optional<Problem> refusal = Optional.empty();
    private Optional<AsyncContext> context = Optional.empty();

    /**
     * A reception of what is still to come. What is not wanted, or more than is allowed, is taken without being kept, to let its
     * sender come to read the answer.
     */
    BodyReception(Body body, ServletInputStream in, boolean wanted) {
        this.body = body;
        this.in = in;
        this.wanted = wanted;
    }

    Body body() {
        return body;
    }

    /** Why nobody is to act on the request: half of one is not what its sender asked for (RFC 9112 section 8). */
    synchronized Optional<Problem> refusal() {
        return refusal;
    }

    /** What to do as soon as nothing more is awaited, however that comes about. */
    synchronized void whenOver(Runnable task) {
        whenOver = task;
    }

    /**
     * Ends it before it begins, as the deadline would. It still has to begin: only of a stream with a listener does a container
     * not read on, with a thread, once the answer is written.
     */
    synchronized void turnAway() {
        turnedAway = true;
        refuse(QueueSlots.noneLeft());
    }

    /** Begins, and says whether it did: some streams can only be waited for. */
    synchronized boolean begin(FilterInvocation invocation, Duration patience) {
        // With this very response: what a filter in front wrapped around it would be missing from the next dispatch.
        AsyncContext begun = invocation.servlet().startAsync(invocation.servlet(), invocation.response());
        begun.setTimeout(patience.toMillis());
        begun.addListener(this);
        context = Optional.of(begun);
        try {
            in.setReadListener(this);
            if (turnedAway) {
                end();
            }
            return true;
        } catch (UnsupportedOperationException onlyBlocking) {
            return false;
        }
    }

    /** Waits, for want of a better way: a read is not woken by the deadline, but is the last. */
    synchronized void waitForTheRest(Clock clock, Duration patience) {
        Instant latest = clock.instant().plus(patience);
        try {
            while (wanted && !body.isWhole() && !body.isTooLarge() && refusal.isEmpty()) {
                if (clock.instant().isAfter(latest)) {
                    refuse(Problem.of(Refusal.REQUEST_TIMEOUT));
                } else {
                    body.take(in);
                }
            }
        } catch (IOException connectionLost) {
            refuse(brokenOff());
        }
        isOver();
    }

    @Override
    public synchronized void onDataAvailable() throws IOException {
        while (!ended && in.isReady()) {
            body.take(in);
            if (body.isWhole()) {
                end();
            }
        }
    }

    @Override
    public synchronized void onAllDataRead() {
        body.isAllThere();
        end();
    }

    @Override
    public synchronized void onTimeout(AsyncEvent deadline) {
        refuse(Problem.of(Refusal.REQUEST_TIMEOUT));
        end();
    }

    @Override
    public synchronized void onError(Throwable connectionLost) {
        refuse(brokenOff());
        end();
    }

    @Override
    public synchronized void onError(AsyncEvent connectionLost) {
        refuse(brokenOff());
        end();
    }

    @Override
    public synchronized void onComplete(AsyncEvent answered) {
        isOver();
    }

    @Override
    public void onStartAsync(AsyncEvent again) {
        // A second start of the asynchronous request has to name its listener again.
    }

    private void refuse(Problem reason) {
        if (wanted && !body.isTooLarge() && !ended) {
            refusal = Optional.of(reason);
        }
    }

    private void end() {
        if (isOver()) {
            context.ifPresent(AsyncContext::dispatch);
        }
    }

    /** Whether it is over only now. */
    private boolean isOver() {
        boolean isNew = !ended;
        if (isNew) {
            ended = true;
            whenOver.run();
        }
        return isNew;
    }

    private static Problem brokenOff() {
        return Problem.of(Refusal.MALFORMED_REQUEST, "The body broke off.");
    }
}
