package dev.sallyport;

import dev.sallyport.social.AuthorizationParameters;
import dev.sallyport.social.Provider;
import dev.sallyport.social.ProviderAuthentication;
import dev.sallyport.social.ProviderCredential;
import dev.sallyport.social.Providers;
import dev.sallyport.social.SocialException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The way to the providers. It turns what one did not confirm into a refusal and writes why to the log: the person is not told
 * details.
 */
final class ProviderGateway {

    /** Which check failed is for the log and not for the person. */
    static final Problem NOT_CONFIRMED =
            Problem.of(Refusal.CREDENTIALS_REJECTED, "The provider does not confirm this sign-in.");

    private static final System.Logger LOG = System.getLogger(ProviderGateway.class.getName());
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    /** Asks a provider. */
    @FunctionalInterface
    private interface Question<T> {
        T ask() throws SocialException;
    }

    private final Providers providers;
    private final GateObserver observer;
    private final Clock clock;
    private final Map<String, LogThrottle> throttles = new ConcurrentHashMap<>();

    ProviderGateway(Providers providers, GateObserver observer, Clock clock) {
        this.providers = providers;
        this.observer = observer;
        this.clock = clock;
    }

    List<Provider> all() {
        return providers.all();
    }

    Optional<Provider> named(String id) {
        return providers.named(id);
    }

    /** @throws RefusedException if there is none with this id */
    Provider provider(String id) {
        return named(id).orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
    }

    /** Where to send the browser (RFC 6749 section 4.1.1). */
    String authorizationRequest(Provider provider, AuthorizationParameters parameters) {
        return ask(provider, () -> providers.authorizationRequest(provider, parameters))
                .toString();
    }

    /** The person who came back from the provider with {@code answer}. */
    ProviderAuthentication identify(Provider provider, AuthorizationParameters asked, Map<String, String> answer) {
        return ask(provider, () -> providers.identify(provider, asked, answer));
    }

    /** The person that a client got the credential for. */
    ProviderAuthentication identify(Provider provider, ProviderCredential credential) {
        return ask(provider, () -> providers.identify(provider, credential));
    }

    private <T> T ask(Provider provider, Question<T> question) {
        return observer.askingProvider(provider.id(), () -> answer(provider, question));
    }

    private <T> T answer(Provider provider, Question<T> question) {
        try {
            return question.ask();
        } catch (SocialException failed) {
            Problem problem = problem(failed);
            log(provider, failed, problem.refusal());
            throw new RefusedException(problem);
        }
    }

    /** Not each time: strangers cause these at will. */
    private void log(Provider provider, SocialException failed, Refusal refusal) {
        String kind = provider.id() + " " + failed.failure();
        if (throttles.computeIfAbsent(kind, any -> new LogThrottle()).isDue(clock.instant())) {
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

    private static Problem problem(SocialException failed) {
        return switch (failed.failure()) {
            case DENIED -> Problem.of(Refusal.ACCESS_DENIED);
            case REJECTED -> NOT_CONFIRMED;
            case NOT_FOR_US -> Problem.of(Refusal.TOKEN_NOT_FOR_US);
            case NOT_RECENT ->
                Problem.of(
                        Refusal.INSUFFICIENT_USER_AUTHENTICATION,
                        "The provider does not say that you signed in there a moment ago.");
            case UNAVAILABLE ->
                Problem.of(Refusal.PROVIDER_UNAVAILABLE, failed.retryAfter().orElse(RETRY_AFTER));
            case MISCONFIGURED -> Problem.of(Refusal.PROVIDER_MISCONFIGURED);
            case UNSUPPORTED ->
                Problem.of(
                        Refusal.MALFORMED_REQUEST,
                        "This provider does not say for whom an access token was made: send an idToken or a code.");
        };
    }
}
