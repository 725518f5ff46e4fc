package dev.sallyport.spring.property;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.boot.context.properties.bind.BindableRuntimeHintsRegistrar;

/** The properties are bound by hand, so that Spring Boot does not know that a native image must keep their constructors. */
final class SallyportPropertiesHints implements RuntimeHintsRegistrar {

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
        BindableRuntimeHintsRegistrar.forTypes(SallyportProperties.class).registerHints(hints, loader);
    }
}
