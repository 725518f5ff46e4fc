package dev.sallyport;

import dev.sallyport.social.Provider;
import dev.sallyport.social.SocialException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Turns what a provider did not confirm into a refusal, and writes why to the log: the person is not told details. */
final class ProviderFailures {

    private static final System.Logger LOG = System.getLogger(ProviderFailures.class.getName());
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    /** Asks a provider. */
    @FunctionalInterface
    interface Question<T> {
        T ask() throws SocialException;
    }

    private final Clock clock;
    private final Map<String, LogThrottle> complaints = new ConcurrentHashMap<>();

    ProviderFailures(Clock clock) {
        this.clock = clock;
    }

    <T> T of(Provider provider, Question<T> question) {
        try {
            return question.ask();
        } catch (SocialException failed) {
            RefusedException refusal = refusal(failed);
            log(provider, failed, refusal.refusal());
            throw refusal;
        }
    }

    /** Not each time: strangers cause these at will. */
    private void log(Provider provider, SocialException failed, Refusal refusal) {
        String kind = provider.id() + " " + failed.failure();
        if (complaints.computeIfAbsent(kind, any -> new LogThrottle()).isDue(clock.instant())) {
            LOG.log(
                    level(failed),
                    "a provider did not confirm a sign-in, " + refusal.code() + ": " + failed.getMessage());
        }
    }

    private static System.Logger.Level level(SocialException failed) {
        return switch (failed.failure()) {
            case MISCONFIGURED -> System.Logger.Level.ERROR;
            case UNAVAILABLE -> System.Logger.Level.WARNING;
            default -> System.Logger.Level.INFO;
        };
    }

    static RefusedException notConfirmed() {
        return new RefusedException(Refusal.CREDENTIALS_REJECTED, "The provider does not confirm this sign-in.");
    }

    private static RefusedException refusal(SocialException failed) {
        return switch (failed.failure()) {
            case DENIED -> new RefusedException(Refusal.ACCESS_DENIED);
            case REJECTED -> notConfirmed();
            case NOT_FOR_US -> new RefusedException(Refusal.TOKEN_NOT_FOR_US);
            case NOT_RECENT ->
                new RefusedException(
                        Refusal.INSUFFICIENT_USER_AUTHENTICATION,
                        "The provider does not say that you signed in there a moment ago.");
            case UNAVAILABLE ->
                new RefusedException(
                        Refusal.PROVIDER_UNAVAILABLE, failed.retryAfter().orElse(RETRY_AFTER));
            case MISCONFIGURED -> new RefusedException(Refusal.PROVIDER_MISCONFIGURED);
            case UNSUPPORTED ->
                new RefusedException(
                        Refusal.MALFORMED_REQUEST,
                        "This provider does not say for whom an access token was made: send an idToken or a code.");
        };
    }
}
