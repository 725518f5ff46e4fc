package dev.sallyport.social;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.util.JSONUtils;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks one provider, and lets it hold up or fill nothing of ours: bounded in time, size and number. */
final class Calls implements ResourceRetriever {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration WHOLE = Duration.ofSeconds(5);
    private static final int LARGEST = 256 * 1024;
    private static final int AT_ONCE = 32;

    private final HttpClient client;
    private final String provider;
    private final CircuitBreaker breaker;
    private final Semaphore free = new Semaphore(AT_ONCE);

    Calls(HttpClient client, String provider, Clock clock) {
        this.client = client;
        this.provider = provider;
        this.breaker = CircuitBreaker.of(
                provider,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(20)
                        .minimumNumberOfCalls(10)
                        .failureRateThreshold(50)
                        .slowCallRateThreshold(50)
                        .slowCallDurationThreshold(Duration.ofSeconds(3))
                        .waitDurationInOpenState(Duration.ofSeconds(10))
                        .permittedNumberOfCallsInHalfOpenState(3)
                        .clock(clock)
                        .build());
    }

    /** One for all providers. Its threads are daemons, and a redirect is an answer: tokens go where we were told only. */
    static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
    }

    /** The provider's answer, be it a refusal (4xx). Anything that says nothing is unavailable. */
    Answer send(ReadOnlyHTTPRequest request) throws SocialException {
        HttpRequest translated = translated(request);
        try {
            if (!free.tryAcquire(1, TimeUnit.SECONDS)) {
                throw unavailable("too many calls at once");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unavailable("interrupted");
        }
        try {
            return counted(translated);
        } finally {
            free.release();
        }
    }

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        try {
            Answer answer = send(new HTTPRequest(HTTPRequest.Method.GET, URI.create(url.toString())));
            answer.object("the key set");
            return new Resource(answer.text(), "application/json");
        } catch (SocialException failed) {
            throw new IOException(failed.getMessage());
        }
    }

    private Answer counted(HttpRequest request) throws SocialException {
        if (!breaker.tryAcquirePermission()) {
            throw unavailable("not asked, it failed too often lately");
        }
        long start = breaker.getCurrentTimestamp();
        try {
            Answer answer = ask(request);
            breaker.onSuccess(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit());
            return answer;
        } catch (SocialException | RuntimeException failed) {
            breaker.onError(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), failed);
            throw failed;
        }
    }

    /** The time-out of a request ends with the answer's head, so the future's stands in for it. */
    private Answer ask(HttpRequest request) throws SocialException {
        CompletableFuture<HttpResponse<byte[]>> asked = client.sendAsync(request, head -> new CappedBody(LARGEST));
        try {
            return answer(asked.get(WHOLE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException slow) {
            throw unavailable("no whole answer within " + WHOLE.toSeconds() + " s");
        } catch (ExecutionException failed) {
            throw unavailable(
                    failed.getCause() == null
                            ? "failed"
                            : failed.getCause().getClass().getSimpleName());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unavailable("interrupted");
        } finally {
            asked.cancel(true);
        }
    }

    private Answer answer(HttpResponse<byte[]> response) throws SocialException {
        int status = response.statusCode();
        boolean refusal = status >= 400 && status < 500 && status != 408 && status != 429;
        if (status / 100 != 2 && !refusal) {
            throw unavailable("answered " + status);
        }
        String type = response.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        String text = new String(response.body(), StandardCharsets.UTF_8);
        boolean isJson = type.contains("json") || type.contains("javascript");
        Object json = isJson ? parsed(text) : null;
        if (json == null && !refusal) {
            throw unavailable("answered " + status + " with something else than JSON");
        }
        return new Answer(status, type.contains("html"), text, json);
    }

    private static @Nullable Object parsed(String text) {
        try {
            return JSONUtils.parseJSON(text);
        } catch (ParseException | RuntimeException malformed) {
            return null;
        }
    }

    private static HttpRequest translated(ReadOnlyHTTPRequest request) throws SocialException {
        try {
            HttpRequest.Builder builder = HttpRequest.newBuilder(request.getURI())
                    .timeout(WHOLE)
                    .header("User-Agent", "Sallyport")
                    .setHeader("Accept", "application/json");
            request.getHeaderMap().forEach((name, values) -> builder.setHeader(name, values.get(0)));
            String body = request.getBody();
            var publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
            return builder.method(request.getMethod().name(), publisher).build();
        } catch (IllegalArgumentException unfit) {
            throw SocialException.rejected("what was to be sent cannot be written into a request");
        }
    }

    private SocialException unavailable(String why) {
        return SocialException.unavailable(provider + ": " + why);
    }
}
