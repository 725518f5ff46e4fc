package dev.sallyport.spring.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Answers that last without any framework. */
final class PlainServlets {

    private static final byte[] NEXT = "next\n".getBytes(StandardCharsets.UTF_8);

    private PlainServlets() {}

    /** Begins without arguments, which the Servlet specification answers with the container's own response. */
    static final class Suspended extends HttpServlet {

        private static final long serialVersionUID = 1L;

        private final transient LastingApplication.Writers writers;

        Suspended(LastingApplication.Writers writers) {
            this.writers = writers;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            AsyncContext context = request.startAsync();
            context.setTimeout(0);
            ServletOutputStream out = context.getResponse().getOutputStream();
            write(out);
            if (request.getServletPath().endsWith("busy")) {
                writers.begin(() -> write(out));
            }
        }

        private static void write(ServletOutputStream out) throws IOException {
            out.write(NEXT);
            out.flush();
        }
    }

    /** Writes whenever the container says that it may, and never waits. */
    static final class NonBlocking extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            AsyncContext context = request.startAsync(request, response);
            context.setTimeout(0);
            ServletOutputStream out = response.getOutputStream();
            out.setWriteListener(new WriteListener() {
                @Override
                public void onWritePossible() throws IOException {
                    while (out.isReady()) {
                        out.write(NEXT);
                    }
                }

                @Override
                public void onError(Throwable fault) {
                    context.complete();
                }
            });
        }
    }
}
