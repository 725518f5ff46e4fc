package dev.sallyport.spring;

import dev.sallyport.KeyRotation;
import dev.sallyport.key.KeySource;
import dev.sallyport.spring.property.KeySettings;
import dev.sallyport.spring.property.ReadProperties;
import dev.sallyport.spring.property.SallyportProperties;
import dev.sallyport.spring.store.JdbcKeyConfiguration;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
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

    @Bean
    ReadProperties readProperties(ConfigurableEnvironment environment) {
        return ReadProperties.of(environment);
    }

    @Bean
    SallyportProperties sallyportProperties(ReadProperties read) {
        return read.values();
    }

    @Bean
    KeySettings keySettings(SallyportProperties properties) {
        return new KeySettings(properties, Clock.systemUTC());
    }

    @Bean
    @Lazy
    KeyRotation keyRotation(ReadProperties read, KeySource signingKeys) {
        read.orThrow();
        return () -> KeyRotation.Next.of(signingKeys.rotate(Clock.systemUTC().instant()));
    }
}
