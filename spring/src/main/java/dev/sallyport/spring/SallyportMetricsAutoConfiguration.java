package dev.sallyport.spring;

import dev.sallyport.Sallyport;
import io.micrometer.core.instrument.Gauge;
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

    private static final double NANOS_PER_SECOND = 1e9;

    @Bean
    MeterBinder revocationLag(Sallyport sallyport) {
        return registry -> Gauge.builder(
                        "sallyport.revocation.lag",
                        sallyport,
                        gate -> gate.revocationLag().toNanos() / NANOS_PER_SECOND)
                .baseUnit("seconds")
                .description("How long ago a session may have been ended on another node without this one having heard")
                .register(registry);
    }
}
