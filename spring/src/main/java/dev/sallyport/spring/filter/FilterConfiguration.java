package dev.sallyport.spring.filter;

import dev.sallyport.Sallyport;
import dev.sallyport.config.SallyportConfig;
import dev.sallyport.spring.body.BodyReader;
import dev.sallyport.spring.exchange.RefusalWriter;
import dev.sallyport.spring.exchange.ServletExchange;
import dev.sallyport.spring.limit.PasswordThrottle;
import dev.sallyport.spring.limit.ProviderThrottle;
import dev.sallyport.spring.limit.SignInQueue;
import dev.sallyport.spring.observation.EndpointObservations;
import dev.sallyport.spring.observation.GateCounts;
import dev.sallyport.spring.property.ConfigWarnings;
import dev.sallyport.spring.property.ReadProperties;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** The gate's filter, and the same answers where a controller refuses. */
@Configuration(proxyBeanMethods = false)
public class FilterConfiguration {

    /** Before Spring Security's chain, at -100: what is refused here must not cost what a chain costs. */
    public static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 100;

    private static final Logger LOG = LoggerFactory.getLogger(FilterConfiguration.class);

    @Bean
    FilterRegistrationBean<SallyportFilter> sallyportFilter(
            Sallyport sallyport,
            SallyportConfig config,
            SignInQueue queue,
            PasswordThrottle passwords,
            ProviderThrottle providers,
            ServletExchange exchange,
            BodyReader bodies,
            GateCounts counts,
            EndpointObservations observations,
            ReadProperties read) {
        read.orThrow();
        ConfigWarnings.in(config).forEach(LOG::warn);
        AuthEndpoints endpoints = new AuthEndpoints(sallyport, queue, passwords, providers, observations, config);
        return inFront(new SallyportFilter(new RefusalWriter(sallyport, exchange), endpoints, config, bodies, counts));
    }

    /** The gate's filter where it stands, in front of whichever server. */
    public static <F extends Filter> FilterRegistrationBean<F> inFront(F filter) {
        FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(ORDER);
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
        return registration;
    }

    @Bean
    RefusalResolver refusalResolver(Sallyport sallyport, ServletExchange exchange) {
        return new RefusalResolver(new RefusalWriter(sallyport, exchange));
    }
}
