package dev.sallyport.spring.limit;

import dev.sallyport.Refusal;
import dev.sallyport.RefusedException;
import dev.sallyport.spring.limit.Allowances.Allowance;
import dev.sallyport.web.Network;
import dev.sallyport.web.Reply;
import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Slows down whoever has other providers asked in vain [34]. Apart from guesses at passwords: a provider that is away must not
 * cost a whole house that way in, too.
 */
public final class ProviderThrottle {

    private static final Allowance PROVIDERS = Allowance.of("providers ", 300, Duration.ofMinutes(5));

    /**
     * What comes of asking a provider, a fault of its own included: a made-up token may well be the cause. All else costs us
     * nothing, and much of it a page of another site can have a visitor's browser ask for, until the visitor is let in no more.
     */
    private static final Set<String> ASKED_IN_VAIN = Set.of(
            Refusal.CREDENTIALS_REJECTED.code(), Refusal.TOKEN_NOT_FOR_US.code(), Refusal.PROVIDER_UNAVAILABLE.code());

    private final Allowances allowances;

    /** Allowances that come back as {@code clock} goes on. */
    public ProviderThrottle(Clock clock) {
        this.allowances = new Allowances(clock);
    }

    /**
     * Makes one attempt to sign in by another provider, which knows no username here. It costs something if a provider was
     * asked in vain.
     *
     * @throws RefusedException if the address has spent its allowance
     */
    public Reply paced(String address, Supplier<Reply> attempt) {
        Bucket charged = allowances.bucket(PROVIDERS, Network.of(address).prefix());
        Allowances.charge(charged);
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
}
