package dev.sallyport.spring.caller;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The caller as a parameter of the application's methods. */
@Configuration(proxyBeanMethods = false)
public class CallerConfiguration {

    @Bean
    static MvcCallers mvcCallers() {
        return new MvcCallers();
    }

    @Bean
    CallerIntegrationCheck callerIntegrationCheck(ObjectProvider<CallerIntegration> equipment) {
        return new CallerIntegrationCheck(equipment);
    }
}
