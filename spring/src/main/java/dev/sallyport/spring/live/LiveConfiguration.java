package dev.sallyport.spring.live;

import dev.sallyport.Sallyport;
import dev.sallyport.spring.exchange.RefusalWriter;
import dev.sallyport.spring.exchange.ServletExchange;
import dev.sallyport.spring.filter.FilterConfiguration;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The monitor of sessions that have something open, and the filter that notices answers which last. */
@Configuration(proxyBeanMethods = false)
public class LiveConfiguration {

    @Bean
    SessionMonitorTasks sessionMonitorTasks(Sallyport sallyport, @Qualifier("sallyportClock") Clock clock) {
        return new SessionMonitorTasks(sallyport, clock);
    }

    @Bean
    SessionMonitor sessionMonitor(SessionMonitorTasks rounds) {
        return rounds.watch();
    }

    /** Right behind the gate: all that the application answers passes it, Spring Security's refusals too. */
    @Bean
    FilterRegistrationBean<StreamingResponseFilter> sallyportLongAnswers(
            SessionMonitor monitor, Sallyport sallyport, ServletExchange exchange) {
        var registration = new FilterRegistrationBean<>(
                new StreamingResponseFilter(monitor, new RefusalWriter(sallyport, exchange)));
        registration.setOrder(FilterConfiguration.ORDER + 1);
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        return registration;
    }
}
