package dev.sallyport.spring;

import dev.sallyport.session.SessionStore;
import dev.sallyport.session.jdbc.JdbcKeys;
import dev.sallyport.session.jdbc.JdbcSessionStore;
import dev.sallyport.token.HmacKey;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sessions and the key in the application's database. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(DataSource.class)
@ConditionalOnExpression("'${sallyport.store.type:auto}'.equalsIgnoreCase('memory') == false")
class JdbcStoreConfiguration {

    @Bean
    @ConditionalOnMissingBean
    SessionStore sessionStore(DataSource dataSource, SallyportTables tables) {
        return new JdbcSessionStore(dataSource);
    }

    @Bean
    @ConditionalOnMissingBean
    HmacKey sallyportKey(DataSource dataSource, SallyportTables tables) {
        return new JdbcKeys(dataSource, Clock.systemUTC()).loadOrCreate();
    }

    /** After the application's own migrations, which would refuse a schema that already holds our tables. */
    @Bean
    @DependsOnDatabaseInitialization
    SallyportTables sallyportTables(DataSource dataSource) {
        return SallyportTables.migrated(dataSource);
    }
}
