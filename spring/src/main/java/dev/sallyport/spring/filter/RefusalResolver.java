package dev.sallyport.spring.filter;

import dev.sallyport.RefusedException;
import dev.sallyport.spring.exchange.RefusalWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Answers a {@link RefusedException} out of a controller. First in line: a catch-all of the application would make it 500. */
final class RefusalResolver implements HandlerExceptionResolver, Ordered {

    private final RefusalWriter refusals;

    RefusalResolver(RefusalWriter refusals) {
        this.refusals = refusals;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest servlet, HttpServletResponse response, @Nullable Object handler, Exception exception) {
        RefusedException reason = refusalIn(exception);
        if (reason == null) {
            return null;
        }
        try {
            refusals.refuse(servlet, response, reason.problem());
            return new ModelAndView();
        } catch (IOException brokenOff) {
            throw new UncheckedIOException(brokenOff);
        }
    }

    /** A handshake's or a future's wrapper must not make a refusal look like a fault. */
    private static @Nullable RefusedException refusalIn(Throwable exception) {
        for (Throwable at = exception; at != null; at = at.getCause()) {
            if (at instanceof RefusedException reason) {
                return reason;
            }
        }
        return null;
    }
}
