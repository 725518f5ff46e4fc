package dev.sallyport.spring;

import dev.sallyport.spring.filter.FilterConfiguration;
import jakarta.servlet.Filter;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/**
 * Where {@code management.server.port} is another than the application's. Spring Boot puts the application's security chain in front of that
 * server too, but none of its other filters: without this one everybody would be a stranger to the chain.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(name = SallyportManagementConfiguration.FILTER, search = SearchStrategy.ANCESTORS)
class SallyportManagementConfiguration {

    static final String FILTER = "sallyportFilter";

    @Bean
    FilterRegistrationBean<Filter> sallyportManagementFilter(
            @Qualifier(FILTER) FilterRegistrationBean<? extends Filter> application) {
        return FilterConfiguration.inFront(Objects.requireNonNull(application.getFilter()));
    }
}
