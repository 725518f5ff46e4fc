package dev.sallyport.spring.caller;

import java.util.List;
import java.util.Objects;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodArgumentResolverComposite;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.handler.HandlerExceptionResolverComposite;
import org.springframework.web.servlet.mvc.method.annotation.ExceptionHandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/** Puts {@link CallerArgument} first wherever Spring MVC resolves the arguments of a controller's or an advice's method. */
final class MvcCallers implements CallerIntegration {

    private final HandlerMethodArgumentResolver argument = new CallerArgument();

    @Override
    public List<Class<?>> kinds() {
        return List.of(RequestMappingHandlerAdapter.class, HandlerExceptionResolver.class);
    }

    @Override
    public void equip(Object bean) {
        if (hasEquipped(bean)) {
            return;
        }
        if (bean instanceof RequestMappingHandlerAdapter adapter) {
            adapter.setArgumentResolvers(CallerIntegration.first(argument, argumentsOf(adapter)));
            adapter.setInitBinderArgumentResolvers(CallerIntegration.first(argument, bindersOf(adapter)));
        } else if (bean instanceof ExceptionHandlerExceptionResolver resolver) {
            resolver.setArgumentResolvers(CallerIntegration.first(argument, argumentsOf(resolver)));
        } else if (bean instanceof HandlerExceptionResolverComposite several) {
            several.getExceptionResolvers().forEach(this::equip);
        }
    }

    @Override
    public boolean hasEquipped(Object bean) {
        if (bean instanceof RequestMappingHandlerAdapter adapter) {
            return isFirst(argumentsOf(adapter)) && isFirst(bindersOf(adapter));
        }
        if (bean instanceof ExceptionHandlerExceptionResolver resolver) {
            return isFirst(argumentsOf(resolver));
        }
        return !(bean instanceof HandlerExceptionResolverComposite several)
                || several.getExceptionResolvers().stream().allMatch(this::hasEquipped);
    }

    private static boolean isFirst(List<HandlerMethodArgumentResolver> all) {
        return CallerIntegration.isFirst(CallerArgument.class, all);
    }

    private static List<HandlerMethodArgumentResolver> argumentsOf(RequestMappingHandlerAdapter adapter) {
        return Objects.requireNonNullElse(adapter.getArgumentResolvers(), List.of());
    }

    private static List<HandlerMethodArgumentResolver> bindersOf(RequestMappingHandlerAdapter adapter) {
        return Objects.requireNonNullElse(adapter.getInitBinderArgumentResolvers(), List.of());
    }

    private static List<HandlerMethodArgumentResolver> argumentsOf(ExceptionHandlerExceptionResolver resolver) {
        HandlerMethodArgumentResolverComposite all = resolver.getArgumentResolvers();
        return all == null ? List.of() : all.getResolvers();
    }
}
