package dev.sallyport.spring.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/** A caller's request, which notices when its answer is handed to other threads. */
final class CallerRequest extends HttpServletRequestWrapper {

    private final CallerResponse answer;

    CallerRequest(HttpServletRequest request, CallerResponse answer) {
        super(request);
        this.answer = answer;
    }

    /** With the guarded answer: the container's own, which the Servlet specification gives, could be written to for ever. */
    @Override
    public AsyncContext startAsync() {
        return startAsync(this, answer);
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        // Before there is another thread: none of its writes may go unguarded.
        StreamingResponse lasting = answer.last();
        return lasting.began(super.startAsync(request, response));
    }

    /** Null before there is one is what a mock of a request says where a container's throws, and an answer that looks is not lasting. */
    @Override
    public @Nullable AsyncContext getAsyncContext() {
        AsyncContext begun = super.getAsyncContext();
        return begun == null ? null : new CallerAsync(begun, answer.last());
    }
}
