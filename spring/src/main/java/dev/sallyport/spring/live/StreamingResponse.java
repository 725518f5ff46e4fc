package dev.sallyport.spring.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An answer that lasts: a stream of events, a large file to a slow reader, a result that is still being worked out. It ends with
 * the session, by a write that throws or, while nobody writes, by completing it. Only when nothing was sent is the answer a 401.
 */
final class StreamingResponse implements LiveConnection, AsyncListener {

    private static final Logger LOG = LoggerFactory.getLogger(StreamingResponse.class);

    /**
     * Held for each write and while the answer is ended, so that the two never meet. Not while the container is told to complete
     * or dispatch: it may call listeners at once, which wait for a writer of their own.
     */
    private final ReentrantLock lock = new ReentrantLock();

    private final CallerResponse answer;

    /** The context that nobody has completed or dispatched. Guarded by the lock. */
    private @Nullable AsyncContext suspended;

    private boolean wasSpared;
    private volatile boolean wentAsync;
    private volatile boolean ended;
    private volatile boolean refused;
    private volatile boolean cut;

    StreamingResponse(CallerResponse answer) {
        this.answer = answer;
    }

    /** The request's own thread will return and leave the answer to others. */
    AsyncContext began(AsyncContext context) {
        wentAsync = true;
        context.addListener(this);
        lock.lock();
        try {
            suspended = context;
        } finally {
            lock.unlock();
        }
        answer.watch(this);
        return new CallerAsync(context, this);
    }

    /** Whether the application may complete or dispatch it: not if the watch was first. */
    boolean resume() {
        lock.lock();
        try {
            if (ended && suspended == null) {
                return false;
            }
            suspended = null;
            return true;
        } finally {
            lock.unlock();
        }
    }

    void step(CallerResponse.Step write) throws IOException {
        lock.lock();
        try {
            if (ended || (answer.isCommitted() && answer.isKnownToHaveEnded())) {
                ended = true;
                tell();
                throw new SessionEndedException();
            }
            write.run();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean end() {
        if (answer.isCommitted()) {
            // Without the lock: a writer that waits for its reader has it, and is to hear of it at its next write.
            ended = true;
        }
        if (!lock.tryLock()) {
            return false;
        }
        AsyncContext idle;
        try {
            if (!ended && spare()) {
                return false;
            }
            ended = true;
            idle = suspended;
            suspended = null;
            if (idle != null && !answer.isCommitted()) {
                tell();
            }
        } finally {
            lock.unlock();
        }
        if (idle != null) {
            finish(idle);
        }
        return true;
    }

    /** Breaks it off where it was cut: by a dispatch, which the filter lets nobody see. A completed one would pass for whole. */
    void finish(AsyncContext context) {
        if (cut) {
            context.dispatch();
        } else {
            context.complete();
        }
    }

    /** Until the next look: the request that ended its own session, to change a password, is about to say that it did. */
    private boolean spare() {
        boolean first = !wasSpared;
        wasSpared = true;
        return first;
    }

    private void tell() {
        if (answer.isCommitted()) {
            cut |= !refused && !answer.isEventStream();
            return;
        }
        refused = true;
        try {
            answer.refuse();
        } catch (IOException gone) {
            LOG.debug("nobody is there any more to be told that the session has ended", gone);
        }
    }

    boolean wentAsync() {
        return wentAsync;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Whether it was refused as a whole, before anything was sent. */
    boolean wasRefused() {
        return refused;
    }

    /** Whether a write failed without which the rest is not whole. A stream of events has no end that its reader waits for. */
    boolean wasCut() {
        return cut;
    }

    @Override
    public void onComplete(AsyncEvent event) {
        answer.forget(this);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        // The application's affair, and then complete.
    }

    @Override
    public void onError(AsyncEvent event) {
        // The application's affair, and then complete.
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // That went through began.
    }
}
