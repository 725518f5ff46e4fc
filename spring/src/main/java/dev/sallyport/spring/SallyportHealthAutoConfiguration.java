package dev.sallyport.spring;

import dev.sallyport.Sallyport;
import dev.sallyport.spring.observation.GateHealth;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Where the application tells its health: {@code management.health.sallyport.enabled} turns ours off. */
@AutoConfiguration(after = SallyportAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(Sallyport.class)
@ConditionalOnEnabledHealthIndicator("sallyport")
public class SallyportHealthAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "sallyportHealthIndicator")
    GateHealth sallyportHealthIndicator(
            Sallyport sallyport, @Qualifier(SallyportKeysAutoConfiguration.CLOCK) Clock clock) {
        return new GateHealth(sallyport, clock);
    }
}
