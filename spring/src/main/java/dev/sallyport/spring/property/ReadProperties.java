package dev.sallyport.spring.property;

import dev.sallyport.config.InvalidConfigException;
import dev.sallyport.config.InvalidConfigException.InvalidProperty;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.IgnoreErrorsBindHandler;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The properties as they were set, the defaults standing in for those that cannot be read, and what is wrong with the rest.
 *
 * <p>They are not bound by Spring, which stops at the first value it cannot convert and is silent about names it does not
 * know.
 */
public record ReadProperties(SallyportProperties values, List<InvalidProperty> problems) {

    /** Reads all properties of Sallyport, and notes what is wrong with them. */
    public static ReadProperties of(ConfigurableEnvironment environment) {
        KnownProperties known = KnownProperties.on(ReadProperties.class.getClassLoader());
        List<InvalidProperty> problems = new ArrayList<>(PropertyCheck.unknown(environment, known));
        problems.addAll(PropertyValues.unreadable(environment, known));
        SallyportProperties values = Binder.get(environment)
                .bindOrCreate("sallyport", Bindable.of(SallyportProperties.class), new IgnoreErrorsBindHandler());
        return new ReadProperties(values, List.copyOf(problems));
    }

    /** For an application that brings a configuration of its own: what it set beside that must still be right. */
    public void orThrow() {
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
    }
}
