package dev.sallyport.spring.live;

import dev.sallyport.Caller;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a caller's request. While it is short nothing is asked at all; from the second look of the watch on, or from the
 * moment when it is handed to other threads, it is a {@link StreamingResponse}.
 */
final class CallerResponse extends HttpServletResponseWrapper {

    private static final String NAME = CallerResponse.class.getName();

    /** A write to the container's answer. */
    interface Step {
        void run() throws IOException;
    }

    private final HttpServletRequest request;
    private final Caller caller;
    private final StreamingResponseFilter answers;
    private final int begun;
    private volatile @Nullable StreamingResponse lasting;
    private @Nullable CallerStream stream;
    private @Nullable CallerWriter writer;

    CallerResponse(
            HttpServletRequest request, HttpServletResponse response, Caller caller, StreamingResponseFilter answers) {
        super(response);
        this.request = request;
        this.caller = caller;
        this.answers = answers;
        this.begun = answers.watch().looks();
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        // Each time: the container says by an exception that the writer was taken, and after a reset that it was not.
        ServletOutputStream container = super.getOutputStream();
        CallerStream known = stream;
        if (known == null || !known.isOver(container)) {
            known = new CallerStream(container, this);
            stream = known;
        }
        return known;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        PrintWriter container = super.getWriter();
        CallerWriter known = writer;
        if (known == null || !known.isOver(container)) {
            known = new CallerWriter(container, this);
            writer = known;
        }
        return known;
    }

    @Override
    public void flushBuffer() throws IOException {
        step(super::flushBuffer);
    }

    /** Runs one write, unless the session has ended. */
    void step(Step write) throws IOException {
        StreamingResponse known = lasting;
        if (known != null) {
            known.step(write);
        } else if (answers.isLong(begun)) {
            last().step(write);
        } else {
            write.run();
        }
    }

    /** The one that {@code request} has, if it lasts. */
    static @Nullable CallerResponse of(HttpServletRequest request) {
        return (CallerResponse) request.getAttribute(NAME);
    }

    /** From now on it is watched. */
    synchronized StreamingResponse last() {
        StreamingResponse known = lasting;
        if (known == null) {
            known = new StreamingResponse(this);
            lasting = known;
            request.setAttribute(NAME, this);
            watch(known);
        }
        return known;
    }

    void watch(StreamingResponse answer) {
        answers.watch().add(caller, answer);
    }

    void forget(StreamingResponse answer) {
        answers.watch().remove(caller, answer);
    }

    boolean isKnownToHaveEnded() {
        return answers.watch().knowsToHaveEnded(caller);
    }

    boolean isEventStream() {
        String type = getContentType();
        return type != null && type.startsWith("text/event-stream");
    }

    /** Nothing has been sent: says in place of all that was prepared that the session was ended. */
    void refuse() throws IOException {
        answers.refuse(request, (HttpServletResponse) getResponse());
    }

    /** Whether the session has ended and the application was told so. */
    boolean hasEnded() {
        StreamingResponse known = lasting;
        return known != null && known.hasEnded();
    }

    /** What it became, if it lasted. */
    @Nullable
    StreamingResponse lasting() {
        return lasting;
    }
}
