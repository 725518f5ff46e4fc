package dev.sallyport.social;

import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Finds a provider's endpoints by its metadata (OpenID Connect Discovery section 4) when they are first needed, and keeps
 * them: an hour, or as long as the provider does not answer.
 */
final class Discovery {

    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration RETRY = Duration.ofMinutes(1);
    private static final long LONGEST_WAIT_SECONDS = 7;

    private record Known(Endpoints endpoints, Instant until) {}

    private final Provider provider;
    private final Calls calls;
    private final Clock clock;
    private final AtomicReference<@Nullable CompletableFuture<Endpoints>> running = new AtomicReference<>();
    private volatile @Nullable Known known;

    Discovery(Provider provider, Calls calls, Clock clock) {
        this.provider = provider;
        this.calls = calls;
        this.clock = clock;
        this.known = Endpoints.configured(provider)
                .map(endpoints -> new Known(endpoints, Instant.MAX))
                .orElse(null);
    }

    Endpoints endpoints() throws SocialException {
        Known before = known;
        if (before != null && clock.instant().isBefore(before.until())) {
            return before.endpoints();
        }
        CompletableFuture<Endpoints> mine = new CompletableFuture<>();
        CompletableFuture<Endpoints> other = running.compareAndExchange(null, mine);
        if (other != null) {
            return before != null ? before.endpoints() : waitFor(other);
        }
        try {
            Endpoints found = ask();
            known = new Known(found, clock.instant().plus(FRESH));
            mine.complete(found);
            return found;
        } catch (SocialException failed) {
            mine.completeExceptionally(failed);
            if (before == null) {
                throw failed;
            }
            known = new Known(before.endpoints(), clock.instant().plus(RETRY));
            return before.endpoints();
        } finally {
            mine.completeExceptionally(SocialException.unavailable(provider.id() + ": discovery failed"));
            running.set(null);
        }
    }

    private Endpoints ask() throws SocialException {
        String address = provider.issuer().replaceFirst("/$", "") + "/.well-known/openid-configuration";
        Answer answer = calls.send(new HTTPRequest(HTTPRequest.Method.GET, URI.create(address)));
        if (answer.status() != 200) {
            throw SocialException.unavailable(provider.id() + ": no metadata, answered " + answer.status());
        }
        Map<String, Object> metadata = answer.object(provider.id() + " discovery");
        return Endpoints.discovered(provider, metadata);
    }

    /** Whoever comes while somebody asks shares the answer, so that a slow provider holds each up once. */
    private Endpoints waitFor(CompletableFuture<Endpoints> other) throws SocialException {
        try {
            return other.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw SocialException.unavailable(provider.id() + ": discovery failed");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw SocialException.unavailable(provider.id() + ": interrupted");
        }
    }
}
