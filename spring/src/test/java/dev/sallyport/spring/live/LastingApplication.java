package dev.sallyport.spring.live;

import dev.sallyport.Accounts;
import dev.sallyport.Caller;
import dev.sallyport.Sallyport;
import dev.sallyport.User;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** An application whose answers last, each in another way. Everybody whose password is "secret" has an account. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class LastingApplication {

    static final String NO_LIMIT = "spring.mvc.async.request-timeout=0";

    @Bean
    Guests guests() {
        return new Guests();
    }

    @Bean
    Writers writers() {
        return new Writers();
    }

    @Bean
    ServletRegistrationBean<HttpServlet> plain(Writers writers) {
        return asynchronous(new PlainServlets.Suspended(writers), "/plain-idle", "/plain-busy");
    }

    @Bean
    ServletRegistrationBean<HttpServlet> nonBlocking() {
        return asynchronous(new PlainServlets.NonBlocking(), "/non-blocking");
    }

    private static ServletRegistrationBean<HttpServlet> asynchronous(HttpServlet servlet, String... paths) {
        var registration = new ServletRegistrationBean<>(servlet, paths);
        registration.setAsyncSupported(true);
        return registration;
    }

    static final class Guests implements Accounts {

        private final Set<String> disabled = ConcurrentHashMap.newKeySet();

        void disable(String name) {
            disabled.add(name);
        }

        @Override
        public Optional<User> authenticate(String username, String password) {
            return password.equals("secret") ? find(username) : Optional.empty();
        }

        @Override
        public Optional<User> find(String userId) {
            return disabled.contains(userId) ? Optional.empty() : Optional.of(new User(userId, userId, null, Set.of()));
        }
    }

    @RestController
    static class Endpoints {

        private final Writers writers;
        private final Sallyport sallyport;
        private final SessionMonitor monitor;

        Endpoints(Writers writers, Sallyport sallyport, SessionMonitor monitor) {
            this.writers = writers;
            this.sallyport = sallyport;
            this.monitor = monitor;
        }

        @GetMapping("/events-idle")
        SseEmitter events() throws IOException {
            SseEmitter emitter = new SseEmitter();
            emitter.send("first");
            return emitter;
        }

        @GetMapping("/callers-events")
        SseEmitter callersEvents(Caller caller) throws IOException {
            return events();
        }

        @GetMapping("/events-busy")
        SseEmitter manyEvents() {
            SseEmitter emitter = new SseEmitter();
            writers.begin(() -> emitter.send("next"));
            return emitter;
        }

        @GetMapping("/emitter-busy")
        ResponseBodyEmitter emitter() {
            ResponseBodyEmitter emitter = new ResponseBodyEmitter();
            writers.begin(() -> emitter.send("next\n"));
            return emitter;
        }

        @GetMapping("/body-busy")
        StreamingResponseBody body() {
            return out -> writers.write(() -> send(out));
        }

        @GetMapping("/body-idle")
        StreamingResponseBody idleBody() {
            return out -> {
                send(out);
                writers.idle();
            };
        }

        @GetMapping("/blocking-stream")
        void stream(HttpServletResponse response) throws IOException {
            OutputStream out = response.getOutputStream();
            writers.write(() -> send(out));
        }

        @GetMapping("/blocking-writer")
        void writer(HttpServletResponse response) throws IOException {
            PrintWriter out = response.getWriter();
            writers.write(() -> {
                out.println("next");
                if (out.checkError()) {
                    throw new IOException("the writer says so");
                }
            });
        }

        /** Little by little into the container's buffer, of which nothing is sent before it is full. */
        @GetMapping("/prepared")
        void prepare(HttpServletResponse response) throws IOException {
            response.setContentType("text/csv");
            response.setHeader("Content-Disposition", "attachment");
            OutputStream out = response.getOutputStream();
            writers.write(() -> out.write('x'));
        }

        @GetMapping("/callable")
        Callable<String> callable() {
            writers.arrived();
            return () -> {
                writers.idle();
                return "worked out";
            };
        }

        @GetMapping("/deferred")
        DeferredResult<String> deferred() {
            writers.arrived();
            return new DeferredResult<>();
        }

        @PostMapping("/password")
        String password(Caller caller) {
            sallyport.revokeAll(caller.userId());
            return "changed";
        }

        @PostMapping("/password-later")
        Callable<String> passwordLater(Caller caller) {
            return () -> {
                sallyport.revokeAll(caller.userId());
                monitor.look();
                return "changed";
            };
        }

        private static void send(OutputStream out) throws IOException {
            // More than fits into the container's buffer: Spring lets nobody flush the stream of a
            // StreamingResponseBody.
            out.write("next\n".repeat(2_000).getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    /** Whoever writes an answer of this application for as long as that is possible. */
    static final class Writers implements AutoCloseable {

        interface Step {
            void run() throws IOException;
        }

        private final Set<Thread> writing = ConcurrentHashMap.newKeySet();
        private final AtomicInteger arrivals = new AtomicInteger();
        private final CountDownLatch closed = new CountDownLatch(1);
        private volatile CountDownLatch work = new CountDownLatch(1);

        void begin(Step step) {
            Thread writer = new Thread(() -> {
                try {
                    write(step);
                } catch (IOException | IllegalStateException over) {
                    Thread.currentThread().interrupt();
                }
            });
            writer.setDaemon(true);
            writer.start();
        }

        /** Again and again until it fails. */
        void write(Step step) throws IOException {
            writing.add(Thread.currentThread());
            try {
                while (!closed.await(10, TimeUnit.MILLISECONDS)) {
                    step.run();
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } finally {
                writing.remove(Thread.currentThread());
            }
        }

        int writing() {
            return writing.size();
        }

        /** How many of them wait for their reader. */
        long stuck() {
            return writing.stream()
                    .filter(writer -> Stream.of(writer.getStackTrace())
                            .anyMatch(frame -> frame.getClassName().endsWith("NioSocketWrapper")
                                    && frame.getMethodName().equals("doWrite")))
                    .count();
        }

        void arrived() {
            arrivals.incrementAndGet();
        }

        /** How many requests have come whose answers nobody writes yet. */
        int arrivals() {
            return arrivals.get();
        }

        void idle() {
            try {
                work.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        /** Whoever idles goes on. */
        void goOn() {
            CountDownLatch before = work;
            work = new CountDownLatch(1);
            before.countDown();
        }

        @Override
        public void close() {
            closed.countDown();
            goOn();
        }
    }
}
