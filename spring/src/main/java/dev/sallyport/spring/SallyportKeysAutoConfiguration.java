package dev.sallyport.spring;

import dev.sallyport.KeyRotation;
import dev.sallyport.key.KeySource;
import dev.sallyport.spring.property.KeySettings;
import dev.sallyport.spring.property.ReadProperties;
import dev.sallyport.spring.property.SallyportProperties;
import dev.sallyport.spring.store.JdbcKeyConfiguration;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.ConfigurableEnvironment;

/** The keys in the application's database. Made when somebody asks for them, the gate or a tool without a web server. */
@AutoConfiguration(
        before = SallyportAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
        })
@Import(JdbcKeyConfiguration.class)
public class SallyportKeysAutoConfiguration {

    /** The name of the clock that all of Sallyport goes by. */
    static final String CLOCK = "sallyportClock";

    /**
     * A bean of this name takes its place, for tests. Other clocks do not: an application's own may stand still, and tokens would hold for
     * ever.
     */
    @Bean(name = CLOCK, defaultCandidate = false)
    @ConditionalOnMissingBean(name = CLOCK)
    Clock sallyportClock() {
        return Clock.systemUTC();
    }

    @Bean
    ReadProperties readProperties(ConfigurableEnvironment environment) {
        return ReadProperties.of(environment);
    }

    @Bean
    SallyportProperties sallyportProperties(ReadProperties read) {
        return read.values();
    }

    @Bean
    KeySettings keySettings(SallyportProperties properties, @Qualifier(CLOCK) Clock clock) {
        return new KeySettings(properties, clock);
    }

    @Bean
    @Lazy
    KeyRotation keyRotation(ReadProperties read, KeySource signingKeys, @Qualifier(CLOCK) Clock clock) {
        read.orThrow();
        return () -> KeyRotation.Next.of(signingKeys.rotate(clock.instant()));
    }
}
