package dev.sallyport.spring;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sallyport.Refusal;
import dev.sallyport.RefusedException;
import dev.sallyport.session.StoreUnavailableException;
import dev.sallyport.web.Network;
import dev.sallyport.web.Reply;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Slows down guessing. Three allowances for failed sign-ins: one person at one address, one account from anywhere, so that a
 * swarm stays below a hundred failures in a row [23], and one address at any account. The first is the tightest, so that a
 * stranger who spends it does not lock the owner out. An address is a {@link Network} throughout.
 */
final class SignInThrottle {

    private static final int LONGEST_KEY = 256;

    private record Allowance(String prefix, Bandwidth bandwidth) {

        static Allowance of(String prefix, int failures, Duration per) {
            return new Allowance(
                    prefix,
                    Bandwidth.builder()
                            .capacity(failures)
                            .refillGreedy(failures, per)
                            .build());
        }
    }

    private static final Allowance PERSON_AT_ADDRESS = Allowance.of("both ", 20, Duration.ofMinutes(5));
    private static final Allowance ACCOUNT = Allowance.of("account ", 60, Duration.ofHours(1));
    private static final Allowance ADDRESS = Allowance.of("address ", 300, Duration.ofMinutes(5));

    /** Apart from guesses at passwords: a provider that is away must not cost a whole house that way in, too. */
    private static final Allowance PROVIDERS = Allowance.of("providers ", 300, Duration.ofMinutes(5));

    /**
     * What comes of asking a provider, a fault of its own included: a made-up token may well be the cause. All else costs us
     * nothing, and much of it a page of another site can have a visitor's browser ask for, until the visitor is let in no more.
     */
    private static final Set<String> ASKED_IN_VAIN = Set.of(
            Refusal.CREDENTIALS_REJECTED.code(), Refusal.TOKEN_NOT_FOR_US.code(), Refusal.PROVIDER_UNAVAILABLE.code());

    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterAccess(Duration.ofHours(1))
            .build();

    /**
     * Makes one attempt. It is charged before it is made, or a hundred at once would all find the allowance untouched; a
     * success gives the charge back, and so does what says nothing about the password: a fault, or a line that is full.
     *
     * @throws RefusedException if an allowance is spent
     */
    <T> Optional<T> attempt(String username, String address, Supplier<Optional<T>> attempt) {
        String account = username.strip().toLowerCase(Locale.ROOT);
        String network = Network.of(address).prefix();
        List<Bucket> charged = List.of(
                bucket(PERSON_AT_ADDRESS, account + " " + network), bucket(ACCOUNT, account), bucket(ADDRESS, network));
        charged.forEach(SignInThrottle::charge);
        Optional<T> result;
        try {
            result = attempt.get();
        } catch (StoreUnavailableException | RefusedException unjudged) {
            charged.forEach(bucket -> bucket.addTokens(1));
            throw unjudged;
        }
        if (result.isPresent()) {
            charged.get(0).reset();
            charged.get(1).reset();
            charged.get(2).addTokens(1);
        }
        return result;
    }

    /**
     * Makes one attempt to sign in by another provider, which knows no username here. It costs something if a provider was
     * asked in vain.
     *
     * @throws RefusedException if the address has spent its allowance
     */
    Reply paced(String address, Supplier<Reply> attempt) {
        Bucket charged = bucket(PROVIDERS, Network.of(address).prefix());
        charge(charged);
        boolean inVain = false;
        try {
            Reply reply = attempt.get();
            inVain = reply.body() instanceof Map<?, ?> body && ASKED_IN_VAIN.contains(String.valueOf(body.get("code")));
            return reply;
        } finally {
            if (!inVain) {
                charged.addTokens(1);
            }
        }
    }

    private Bucket bucket(Allowance allowance, String key) {
        String whole = allowance.prefix() + key;
        String bounded = whole.length() > LONGEST_KEY ? whole.substring(0, LONGEST_KEY) : whole;
        return buckets.get(
                bounded, any -> Bucket.builder().addLimit(allowance.bandwidth()).build());
    }

    private static void charge(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            // Rounded up: a client that comes back when told must not be told again.
            Duration wait = Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1);
            throw new RefusedException(Refusal.TOO_MANY_ATTEMPTS, wait);
        }
    }
}
