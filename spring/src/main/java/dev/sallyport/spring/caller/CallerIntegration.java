package dev.sallyport.spring.caller;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Gives parts of Spring what they need to know the caller, before anything else they would ask. A configurer would not do: an
 * application that extends Spring's configuration classes hears none, and what is registered there comes after the
 * annotations, which read the request.
 */
public interface CallerIntegration extends BeanPostProcessor {

    /** The type whose instances it equips. */
    List<Class<?>> kinds();

    /** Equips {@code bean}, if it is of such a kind. */
    void equip(Object bean);

    /** Whether {@code bean}, being of such a kind, is equipped. */
    boolean hasEquipped(Object bean);

    @Override
    default Object postProcessAfterInitialization(Object bean, String name) {
        equip(bean);
        return bean;
    }

    /** {@code ours} and then the others. */
    static <T> List<T> first(T ours, List<? extends T> all) {
        return Stream.concat(Stream.of(ours), all.stream().filter(each -> each.getClass() != ours.getClass()))
                .<T>map(each -> each)
                .toList();
    }

    /** Whether the first of {@code all} is of the class {@code ours}. */
    static boolean isFirst(Class<?> ours, List<?> all) {
        return !all.isEmpty() && all.get(0).getClass() == ours;
    }
}
