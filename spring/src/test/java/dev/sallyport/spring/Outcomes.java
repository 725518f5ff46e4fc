package dev.sallyport.spring;

import dev.sallyport.Caller;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Every way in which a controller's answer can come about, at addresses that a chain may open or close. */
@RestController
@RequestMapping("/{area}")
class Outcomes {

    record Item(int size) {}

    @RequestMapping("/plain")
    String plain(Optional<Caller> caller) {
        return greeting(caller);
    }

    @RequestMapping("/callable")
    Callable<String> callable(Optional<Caller> caller) {
        return () -> greeting(caller);
    }

    @RequestMapping("/task")
    WebAsyncTask<String> task(Optional<Caller> caller) {
        return new WebAsyncTask<>(() -> greeting(caller));
    }

    @RequestMapping("/deferred")
    DeferredResult<String> deferred(Optional<Caller> caller) {
        DeferredResult<String> result = new DeferredResult<>();
        elsewhere(() -> result.setResult(greeting(caller)));
        return result;
    }

    @RequestMapping("/future")
    CompletableFuture<String> future(Optional<Caller> caller) {
        return CompletableFuture.supplyAsync(() -> greeting(caller));
    }

    @RequestMapping("/events")
    SseEmitter events(Optional<Caller> caller) {
        SseEmitter emitter = new SseEmitter();
        elsewhere(() -> {
            for (int i = 0; i < 3; i++) {
                emitter.send(greeting(caller) + i);
            }
            emitter.complete();
        });
        return emitter;
    }

    @RequestMapping("/events-that-fail")
    SseEmitter eventsThatFail(Optional<Caller> caller) {
        SseEmitter emitter = new SseEmitter();
        elsewhere(() -> {
            emitter.send(greeting(caller));
            emitter.completeWithError(new IllegalStateException("failed"));
        });
        return emitter;
    }

    @RequestMapping("/stream")
    StreamingResponseBody stream(Optional<Caller> caller) {
        return out -> {
            for (int i = 0; i < 3; i++) {
                out.write((greeting(caller) + i).getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        };
    }

    @RequestMapping("/stream-that-fails")
    StreamingResponseBody streamThatFails(Optional<Caller> caller) {
        return out -> {
            out.write(greeting(caller).getBytes(StandardCharsets.UTF_8));
            out.flush();
            throw new IllegalStateException("failed");
        };
    }

    @RequestMapping("/exception")
    String exception() {
        throw new IllegalStateException("failed");
    }

    @RequestMapping("/status")
    String status() {
        throw new ResponseStatusException(HttpStatus.I_AM_A_TEAPOT, "short and stout");
    }

    @RequestMapping("/send-error")
    void sendError(HttpServletResponse response) throws IOException {
        response.sendError(409, "taken");
    }

    @RequestMapping("/body")
    int body(@RequestBody Item item) {
        return item.size();
    }

    @RequestMapping("/forward")
    void forward(@PathVariable String area, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.getRequestDispatcher("/" + area + "/plain").forward(request, response);
    }

    @RequestMapping("/include")
    void include(@PathVariable String area, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        response.getOutputStream().print("included: ");
        request.getRequestDispatcher("/" + area + "/plain").include(request, response);
    }

    @RequestMapping("/callable-that-fails")
    Callable<String> callableThatFails() {
        return this::exception;
    }

    @RequestMapping("/callable-refused")
    Callable<String> callableRefused() {
        return this::status;
    }

    @RequestMapping("/future-that-fails")
    CompletableFuture<String> futureThatFails() {
        return CompletableFuture.supplyAsync(this::exception);
    }

    @RequestMapping("/timeout")
    DeferredResult<String> timeout() {
        return new DeferredResult<>(1L);
    }

    @RequestMapping("/timeout-with-an-answer")
    DeferredResult<Map<String, String>> timeoutWithAnAnswer() {
        return new DeferredResult<>(1L, () -> Map.of("late", "yes"));
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void elsewhere(Step step) {
        var unused = CompletableFuture.runAsync(() -> {
            try {
                step.run();
            } catch (IOException brokenOff) {
                throw new IllegalStateException(brokenOff);
            }
        });
    }

    private static String greeting(Optional<Caller> caller) {
        return "hello " + caller.map(Caller::userId).orElse("visitor");
    }
}
