package dev.sallyport.spring;

import java.util.function.Supplier;
import org.springframework.beans.factory.config.InstantiationAwareBeanPostProcessor;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Puts {@link CallerRules} before every controller. A configurer would not do: an application that extends Spring's configuration classes
 * hears none, and its annotations would let everybody pass.
 */
final class CallerRulesInstaller implements InstantiationAwareBeanPostProcessor {

    private final Supplier<HandlerInterceptor> rules;

    CallerRulesInstaller(Supplier<HandlerInterceptor> rules) {
        this.rules = rules;
    }

    /** Before the mapping is told of its context: what is added later is not looked at. */
    @Override
    public boolean postProcessAfterInstantiation(Object bean, String name) {
        if (bean instanceof RequestMappingHandlerMapping mapping) {
            mapping.setInterceptors(rules.get());
        }
        return true;
    }
}
