package dev.sallyport.spring.live;

import dev.sallyport.http.HttpBrowser;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An answer on its way to a browser, read as it comes. */
final class OpenAnswer {

    /** How an answer ended. */
    record End(boolean whole, String body, long atNanos) {}

    private static final int PATIENCE_SECONDS = 40;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final CompletableFuture<HttpResponse<InputStream>> head;
    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private final CompletableFuture<End> end = new CompletableFuture<>();

    private OpenAnswer(HttpRequest request) {
        this.head = HTTP.sendAsync(request, BodyHandlers.ofInputStream());
        head.whenComplete((response, fault) -> {
            if (fault != null) {
                end.complete(new End(false, fault.toString(), System.nanoTime()));
            } else {
                Thread reader = new Thread(() -> read(response.body()));
                reader.setDaemon(true);
                reader.start();
            }
        });
    }

    /** Asks for it with the browser's cookies. */
    static OpenAnswer to(HttpBrowser browser, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + browser.port() + path));
        browser.cookie("access").ifPresent(access -> request.header("Cookie", "access=" + access));
        return new OpenAnswer(request.build());
    }

    /** The status, once there is one. */
    int status() {
        return await(head).statusCode();
    }

    String header(String name) {
        return await(head).headers().firstValue(name).orElse("");
    }

    /** As soon as some of it has come. */
    OpenAnswer begun() {
        await(begun);
        return this;
    }

    boolean isOpen() {
        return !end.isDone();
    }

    End end() {
        return await(end);
    }

    private void read(InputStream from) {
        StringBuilder body = new StringBuilder();
        byte[] buffer = new byte[8192];
        boolean whole = true;
        try {
            for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
                begun.complete(null);
                if (body.length() < buffer.length) {
                    body.append(new String(buffer, 0, length, StandardCharsets.UTF_8));
                }
            }
        } catch (IOException brokenOff) {
            whole = false;
        }
        begun.complete(null);
        end.complete(new End(whole, body.toString(), System.nanoTime()));
    }

    private static <T> T await(CompletableFuture<T> what) {
        try {
            return what.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception late) {
            throw new AssertionError("the answer did not come or did not end", late);
        }
    }
}
