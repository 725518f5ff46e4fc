package dev.sallyport.spring;

import dev.sallyport.Sallyport;
import dev.sallyport.spring.limit.SignInQueue;
import dev.sallyport.spring.observation.GateCounts;
import dev.sallyport.spring.observation.GateMetrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** What is worth an alarm, for whichever registry the application measures with. */
@AutoConfiguration(after = SallyportAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBean(Sallyport.class)
public class SallyportMetricsAutoConfiguration {

    @Bean
    GateMetrics sallyportMetrics(Sallyport sallyport, GateCounts counts, SignInQueue queue) {
        return new GateMetrics(sallyport, counts, queue);
    }
}
