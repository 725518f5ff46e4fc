package dev.sallyport.spring;

import dev.sallyport.session.SessionStore;
import dev.sallyport.session.jdbc.JdbcSessionStore;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sessions in the application's database. */
@Configuration(proxyBeanMethods = false)
@OnDatabase
class JdbcStoreConfiguration {

    @Bean
    @ConditionalOnMissingBean
    SessionStore sessionStore(DataSource dataSource, SallyportTables tables) {
        return new JdbcSessionStore(dataSource);
    }
}
