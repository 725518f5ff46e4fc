package dev.sallyport.spring.store;

import dev.sallyport.key.HmacKey;
import dev.sallyport.session.jdbc.JdbcSessionStore;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the application runs a server of its own; a WAR that is deployed to one need not have its classes. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(ConfigurableWebServerFactory.class)
@ConditionalOnBean(JdbcSessionStore.class)
public class TablesBeforeServer {

    /** Before the server begins to start: what fails later is followed by all that a server says as it stops. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableWebServerFactory> tablesFirst(SallyportTables tables, HmacKey key) {
        return server -> {};
    }
}
