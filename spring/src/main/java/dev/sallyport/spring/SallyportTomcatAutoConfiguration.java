package dev.sallyport.spring;

import dev.sallyport.Sallyport;
import dev.sallyport.config.SallyportConfig;
import dev.sallyport.spring.exchange.ServletExchange;
import dev.sallyport.spring.tomcat.TomcatUploads;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Where the application runs its own Tomcat. One that it is deployed to is not the starter's to change. */
@AutoConfiguration(after = SallyportAutoConfiguration.class)
@ConditionalOnClass(ConfigurableTomcatWebServerFactory.class)
@ConditionalOnBean(Sallyport.class)
public class SallyportTomcatAutoConfiguration {

    /** With nothing but promises: the server is made before what it serves. */
    @Bean
    static TomcatUploads sallyportTomcatManners(
            ObjectProvider<Sallyport> sallyport,
            ObjectProvider<ServletExchange> exchange,
            ObjectProvider<SallyportConfig> config,
            Environment environment) {
        return new TomcatUploads(sallyport, exchange, config, environment);
    }
}
