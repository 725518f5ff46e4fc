package dev.sallyport.spring.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;

/**
 * The container's context of an answer that was handed to other threads. Of the application and the watch only one completes
 * it: the second would meet an exception, or the next request of that connection.
 */
final class CallerAsync implements AsyncContext {

    private final AsyncContext container;
    private final StreamingResponse answer;

    CallerAsync(AsyncContext container, StreamingResponse answer) {
        this.container = container;
        this.answer = answer;
    }

    @Override
    public void complete() {
        resume(container::complete);
    }

    @Override
    public void dispatch() {
        resume(container::dispatch);
    }

    @Override
    public void dispatch(String path) {
        resume(() -> container.dispatch(path));
    }

    @Override
    public void dispatch(ServletContext context, String path) {
        resume(() -> container.dispatch(context, path));
    }

    private void resume(Runnable asTheApplicationWishes) {
        if (!answer.resume()) {
            return;
        }
        if (answer.hasEnded()) {
            answer.finish(container);
        } else {
            asTheApplicationWishes.run();
        }
    }

    @Override
    public ServletRequest getRequest() {
        return container.getRequest();
    }

    @Override
    public ServletResponse getResponse() {
        return container.getResponse();
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
        return container.hasOriginalRequestAndResponse();
    }

    @Override
    public void start(Runnable task) {
        container.start(task);
    }

    @Override
    public void addListener(AsyncListener listener) {
        container.addListener(listener);
    }

    @Override
    public void addListener(AsyncListener listener, ServletRequest request, ServletResponse response) {
        container.addListener(listener, request, response);
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
        return container.createListener(type);
    }

    @Override
    public void setTimeout(long millis) {
        container.setTimeout(millis);
    }

    @Override
    public long getTimeout() {
        return container.getTimeout();
    }
}
