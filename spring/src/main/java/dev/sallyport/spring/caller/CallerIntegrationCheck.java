package dev.sallyport.spring.caller;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.Ordered;

/**
 * Equips what no bean post-processor of ours has seen: the beans of a context below the application's, and those that the
 * application has rearranged since. A start that leaves one unequipped fails, rather than serve a method without its caller.
 */
final class CallerIntegrationCheck implements ApplicationListener<ContextRefreshedEvent>, Ordered {

    private final List<CallerIntegration> equipment;

    CallerIntegrationCheck(ObjectProvider<CallerIntegration> equipment) {
        this.equipment = equipment.stream().toList();
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        if (event.getApplicationContext() instanceof ConfigurableApplicationContext context) {
            equipment.forEach(each -> check(each, context.getBeanFactory()));
        }
    }

    private static void check(CallerIntegration equipment, ConfigurableListableBeanFactory beans) {
        // What the context makes later, such as the default adapters of a DispatcherServlet, is equipped as it is made.
        beans.addBeanPostProcessor(equipment);
        equipment.kinds().stream().flatMap(kind -> made(kind, beans)).distinct().forEach(name -> {
            Object bean = beans.getBean(name);
            equipment.equip(bean);
            if (!equipment.hasEquipped(bean)) {
                throw new UnguardedApplicationException(
                        "The bean '%s' (%s) does not let Sallyport resolve parameters of type Caller before all others."
                                .formatted(name, bean.getClass().getName()),
                        "Let it keep the argument resolvers that it is given, in their order.");
            }
        });
    }

    /** Beans that are lazy are left alone: they are equipped when they are made. */
    private static Stream<String> made(Class<?> kind, ConfigurableListableBeanFactory beans) {
        return Stream.of(beans.getBeanNamesForType(kind, false, false)).filter(beans::containsSingleton);
    }
}
