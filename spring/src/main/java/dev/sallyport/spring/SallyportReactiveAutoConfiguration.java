package dev.sallyport.spring;

import dev.sallyport.spring.caller.UnguardedApplicationException;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** A reactive application would run without any gate, and its owner would believe that there is one: it does not start. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
public class SallyportReactiveAutoConfiguration {

    /** A post-processor, so that it is asked before the web server opens its port. */
    @Bean
    static BeanFactoryPostProcessor sallyportNeedsServlets() {
        return beans -> {
            throw new UnguardedApplicationException(
                    "This application is reactive (Spring WebFlux), which Sallyport does not support: it guards servlet"
                            + " applications (Spring MVC) only.",
                    "Set spring.main.web-application-type=servlet with spring-boot-starter-webmvc in the place of"
                            + " spring-boot-starter-webflux, or remove sallyport-spring-boot-starter.");
        };
    }
}
