package dev.sallyport.social;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.util.JSONUtils;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
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

/**
 * Asks one provider one kind of question, and lets it hold up or fill nothing of ours: bounded in time, size and number. Each
 * kind has its own bounds: strangers with made-up tokens use up nothing of those who come back from the provider, and a
 * profile that nobody tells is no reason not to ask who somebody is.
 */
final class ProviderHttp {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration WHOLE = Duration.ofSeconds(5);
    private static final int LARGEST = 256 * 1024;
    private static final int AT_ONCE = 8;
    private static final int WAITING = 8;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final Duration LEFT_ALONE = Duration.ofSeconds(10);

    private final HttpClient client;
    private final String provider;
    private final Clock clock;
    private final CircuitBreaker breaker;
    private final Semaphore places = new Semaphore(AT_ONCE + WAITING);
    private final Semaphore free = new Semaphore(AT_ONCE, true);

    ProviderHttp(HttpClient client, String provider, Clock clock) {
        this.client = client;
        this.provider = provider;
        this.clock = clock;
        this.breaker = CircuitBreaker.of(
                provider,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(20)
                        .minimumNumberOfCalls(10)
                        .failureRateThreshold(50)
                        .slowCallRateThreshold(50)
                        .slowCallDurationThreshold(Duration.ofSeconds(3))
                        .waitDurationInOpenState(LEFT_ALONE)
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
        if (!places.tryAcquire()) {
            throw busy("the line of calls is full");
        }
        try {
            return inTurn(translated);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unavailable("interrupted");
        } finally {
            places.release();
        }
    }

    private Answer inTurn(HttpRequest request) throws SocialException, InterruptedException {
        if (!free.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
            throw busy("no turn in the line of calls");
        }
        try {
            return answer(counted(request));
        } finally {
            free.release();
        }
    }

    /**
     * Silence and slowness are held against the provider. A status never is, not even a 500: whoever brings the code or the
     * token that is asked about may have chosen it to get one, and would switch the provider off for all others.
     */
    private HttpResponse<byte[]> counted(HttpRequest request) throws SocialException, InterruptedException {
        if (!breaker.tryAcquirePermission()) {
            throw unavailable("not asked, it was silent too often lately").after(LEFT_ALONE);
        }
        long start = breaker.getCurrentTimestamp();
        try {
            HttpResponse<byte[]> response = ask(request);
            breaker.onSuccess(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit());
            return response;
        } catch (InterruptedException interrupted) {
            breaker.releasePermission();
            throw interrupted;
        } catch (TimeoutException silent) {
            breaker.onError(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), silent);
            throw unavailable("no whole answer within " + WHOLE.toSeconds() + " s");
        } catch (ExecutionException | RuntimeException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            long took = breaker.getCurrentTimestamp() - start;
            if (cause instanceof CappedBody.TooLongException) {
                breaker.onSuccess(took, breaker.getTimestampUnit());
            } else {
                breaker.onError(took, breaker.getTimestampUnit(), cause);
            }
            throw unavailable(cause.getClass().getSimpleName());
        }
    }

    /** The time-out of a request ends with the answer's head, so the future's stands in for it. */
    private HttpResponse<byte[]> ask(HttpRequest request)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<HttpResponse<byte[]>> asked = client.sendAsync(request, head -> new CappedBody(LARGEST));
        try {
            return asked.get(WHOLE.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            asked.cancel(true);
        }
    }

    private Answer answer(HttpResponse<byte[]> response) throws SocialException {
        int status = response.statusCode();
        boolean refusal = status >= 400 && status < 500 && status != 408 && status != 429;
        if (status / 100 != 2 && !refusal) {
            SocialException mute = unavailable("answered " + status);
            throw response.headers()
                    .firstValue("Retry-After")
                    .flatMap(header -> RetryAfter.read(header, clock.instant()))
                    .map(mute::after)
                    .orElse(mute);
        }
        String type = response.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        String text = new String(response.body(), StandardCharsets.UTF_8);
        boolean isJson = type.contains("json") || type.contains("javascript");
        Object json = isJson ? parsed(text) : null;
        if (json == null && !refusal) {
            throw unavailable("answered " + status + " with something else than JSON");
        }
        return new Answer(status, type.contains("html"), json);
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

    private SocialException busy(String why) {
        return unavailable(why).after(LONGEST_WAIT);
    }

    private SocialException unavailable(String why) {
        return SocialException.unavailable(provider + ": " + why);
    }
}
