package dev.sallyport.spring.caller;

import dev.sallyport.Caller;
import dev.sallyport.Decision;
import dev.sallyport.spring.exchange.ServletExchange;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Lets a controller ask for its caller. A parameter of type {@link Caller} means that somebody is signed in, or the method
 * is not called and the answer is 401; {@code Optional<Caller>} admits visitors too.
 */
final class CallerArgument implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.nestedIfOptional().getNestedParameterType() == Caller.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binder) {
        Decision decision =
                ServletExchange.decisionOn(Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)));
        return parameter.getParameterType() == Optional.class ? decision.caller() : decision.callerOrThrow();
    }
}
