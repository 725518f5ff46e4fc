package dev.sallyport.spring.socket;

import dev.sallyport.spring.caller.CallerIntegration;
import java.util.List;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.messaging.simp.annotation.support.SimpAnnotationMethodMessageHandler;

/** Puts {@link MessageCallerArgument} first wherever Spring resolves the arguments of a {@code @MessageMapping} method. */
final class MessageCallers implements CallerIntegration {

    private final HandlerMethodArgumentResolver argument;

    MessageCallers(MessageCallerArgument argument) {
        this.argument = argument;
    }

    @Override
    public List<Class<?>> kinds() {
        return List.of(SimpAnnotationMethodMessageHandler.class);
    }

    @Override
    public void equip(Object bean) {
        if (bean instanceof SimpAnnotationMethodMessageHandler handler && !hasEquipped(bean)) {
            List<HandlerMethodArgumentResolver> all = CallerIntegration.first(argument, handler.getArgumentResolvers());
            // To set them is to add them: those that are there have to go first.
            handler.setArgumentResolvers(null);
            handler.setArgumentResolvers(all);
        }
    }

    @Override
    public boolean hasEquipped(Object bean) {
        return !(bean instanceof SimpAnnotationMethodMessageHandler handler)
                || CallerIntegration.isFirst(MessageCallerArgument.class, handler.getArgumentResolvers());
    }
}
