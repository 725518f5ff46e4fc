package dev.sallyport.spring.live;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The body of an answer to a caller: each write asks first whether they are still one. */
final class CallerStream extends ServletOutputStream {

    private final ServletOutputStream container;
    private final CallerResponse answer;

    CallerStream(ServletOutputStream container, CallerResponse answer) {
        this.container = container;
        this.answer = answer;
    }

    boolean isOver(ServletOutputStream other) {
        return container == other;
    }

    @Override
    public void write(int b) throws IOException {
        answer.step(() -> container.write(b));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        answer.step(() -> container.write(bytes, offset, length));
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        answer.step(() -> container.write(bytes));
    }

    @Override
    public void flush() throws IOException {
        answer.step(container::flush);
    }

    @Override
    public void close() throws IOException {
        answer.step(container::close);
    }

    /** Once the session has ended the container's stream may be another answer's already; the next write says so. */
    @Override
    public boolean isReady() {
        return answer.hasEnded() || container.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        container.setWriteListener(listener);
    }
}
