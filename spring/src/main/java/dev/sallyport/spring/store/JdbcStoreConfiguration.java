package dev.sallyport.spring.store;

import dev.sallyport.session.EventStore;
import dev.sallyport.session.FailureStore;
import dev.sallyport.session.SessionStore;
import dev.sallyport.session.jdbc.JdbcEventStore;
import dev.sallyport.session.jdbc.JdbcFailureStore;
import dev.sallyport.session.jdbc.JdbcSessionStore;
import dev.sallyport.session.jdbc.JdbcSocialStore;
import dev.sallyport.social.SocialStore;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sessions, and what happened to them, in the application's database. */
@Configuration(proxyBeanMethods = false)
@OnDatabase
public class JdbcStoreConfiguration {

    /** The bean of a second way to the same database, if the application has one: see {@link JdbcSessionStore}. */
    private static final String LOOKUPS = "sallyportLookups";

    @Bean
    @ConditionalOnMissingBean(SessionStore.class)
    JdbcSessionStore sessionStore(SallyportTables tables, @Qualifier(LOOKUPS) ObjectProvider<DataSource> lookups) {
        return new JdbcSessionStore(tables.dataSource(), lookups.getIfAvailable(tables::dataSource), tables.names());
    }

    @Bean
    @ConditionalOnBean(JdbcSessionStore.class)
    @ConditionalOnMissingBean
    EventStore eventStore(SallyportTables tables) {
        return new JdbcEventStore(tables.dataSource(), tables.names());
    }

    @Bean
    @ConditionalOnMissingBean(FailureStore.class)
    JdbcFailureStore failureStore(SallyportTables tables) {
        return new JdbcFailureStore(tables.dataSource(), tables.names());
    }

    @Bean
    @ConditionalOnMissingBean(SocialStore.class)
    JdbcSocialStore socialStore(SallyportTables tables) {
        return new JdbcSocialStore(tables.dataSource(), tables.names());
    }
}
