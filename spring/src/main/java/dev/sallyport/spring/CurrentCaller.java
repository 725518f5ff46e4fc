package dev.sallyport.spring;

import dev.sallyport.Caller;
import dev.sallyport.Decision;
import dev.sallyport.spring.exchange.ServletExchange;
import java.util.Optional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Tells a service on whose behalf it works, without having it handed down. It knows the request of its own thread: on a thread that the
 * application starts itself there is nobody, so ask before, and take the answer along.
 */
public final class CurrentCaller {

    CurrentCaller() {}

    /** The caller of this thread's request; empty for a visitor, and where there is no request. */
    public Optional<Caller> get() {
        return decision().caller();
    }

    /**
     * The caller of this thread's request.
     *
     * @throws dev.sallyport.RefusedException if there is none; a controller that lets it through answers 401
     */
    public Caller require() {
        return decision().callerOrThrow();
    }

    private static Decision decision() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes here
                ? ServletExchange.decisionOn(here.getRequest())
                : ServletExchange.UNSEEN;
    }
}
