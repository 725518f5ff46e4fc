package dev.sallyport.spring.live;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;

/** As {@link CallerStream}, for text. A {@link PrintWriter} throws nothing: {@link #checkError} is how its user hears of it. */
final class CallerWriter extends PrintWriter {

    private final PrintWriter container;

    CallerWriter(PrintWriter container, CallerResponse answer) {
        super(new Steps(container, answer));
        this.container = container;
    }

    boolean isOver(PrintWriter other) {
        return container == other;
    }

    @Override
    public boolean checkError() {
        return super.checkError() || container.checkError();
    }

    private static final class Steps extends FilterWriter {

        private final CallerResponse answer;

        Steps(PrintWriter container, CallerResponse answer) {
            super(container);
            this.answer = answer;
        }

        @Override
        public void write(int character) throws IOException {
            answer.step(() -> out.write(character));
        }

        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            answer.step(() -> out.write(text, offset, length));
        }

        @Override
        public void write(String text, int offset, int length) throws IOException {
            answer.step(() -> out.write(text, offset, length));
        }

        @Override
        public void flush() throws IOException {
            answer.step(out::flush);
        }

        @Override
        public void close() throws IOException {
            answer.step(out::close);
        }
    }
}
