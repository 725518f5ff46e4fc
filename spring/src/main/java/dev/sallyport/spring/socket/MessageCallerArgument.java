package dev.sallyport.spring.socket;

import dev.sallyport.Caller;
import dev.sallyport.Decision;
import dev.sallyport.Refusal;
import dev.sallyport.Sallyport;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;

/**
 * Lets a {@code @MessageMapping} method ask for its caller: whoever opened the socket, while their session lasts. Nothing that
 * the message says is looked at.
 */
final class MessageCallerArgument implements HandlerMethodArgumentResolver {

    private final Supplier<Sallyport> sallyport;

    MessageCallerArgument(Supplier<Sallyport> sallyport) {
        this.sallyport = sallyport;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.nestedIfOptional().getNestedParameterType() == Caller.class;
    }

    @Override
    public Object resolveArgument(MethodParameter parameter, Message<?> message) {
        Decision decision = decisionOn(message);
        return parameter.getParameterType() == Optional.class ? decision.caller() : decision.callerOrThrow();
    }

    private Decision decisionOn(Message<?> message) {
        Map<String, Object> ofTheSocket = SimpMessageHeaderAccessor.getSessionAttributes(message.getHeaders());
        return Optional.ofNullable(ofTheSocket)
                .flatMap(CallerHandshake::find)
                .map(this::whileTheirSessionLasts)
                .orElseGet(() -> new Decision.Anonymous(Refusal.ACCESS_MISSING));
    }

    private Decision whileTheirSessionLasts(Caller caller) {
        return sallyport.get().knowsToHaveEnded(caller)
                ? new Decision.Anonymous(Refusal.SESSION_REVOKED)
                : new Decision.Admitted(caller);
    }
}
