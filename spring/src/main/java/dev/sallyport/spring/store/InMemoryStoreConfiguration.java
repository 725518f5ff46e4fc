package dev.sallyport.spring.store;

import dev.sallyport.Keys;
import dev.sallyport.config.SallyportConfig;
import dev.sallyport.key.HmacKey;
import dev.sallyport.key.InMemoryKeyTable;
import dev.sallyport.key.KeySource;
import dev.sallyport.session.FailureStore;
import dev.sallyport.session.InMemoryFailureStore;
import dev.sallyport.session.InMemorySessionStore;
import dev.sallyport.session.SessionStore;
import dev.sallyport.social.InMemorySocialStore;
import dev.sallyport.social.SocialStore;
import dev.sallyport.spring.property.KeySettings;
import dev.sallyport.spring.property.SallyportProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is left without a database. */
@Configuration(proxyBeanMethods = false)
public class InMemoryStoreConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(InMemoryStoreConfiguration.class);

    @Bean
    @ConditionalOnMissingBean
    SessionStore sessionStore(SallyportProperties properties) {
        if (properties.store().type() == SallyportProperties.Store.Type.JDBC) {
            throw new IllegalStateException(
                    "sallyport.store.type=jdbc needs a DataSource: set spring.datasource.url, or leave the type out");
        }
        LOG.warn("Sessions are kept in memory: a restart signs everybody out. Configure a DataSource to keep them.");
        return new InMemorySessionStore();
    }

    @Bean
    @ConditionalOnMissingBean
    FailureStore failureStore() {
        return new InMemoryFailureStore();
    }

    @Bean
    @ConditionalOnMissingBean
    SocialStore socialStore(SallyportConfig config) {
        if (!config.social().isEmpty()) {
            LOG.warn("Links to other providers are kept in memory: after a restart everybody is new. Configure a"
                    + " DataSource, or define a bean of type dev.sallyport.social.SocialStore.");
        }
        return new InMemorySocialStore();
    }

    /** Sessions kept by a store of the application's own outlive the process; a key made anew would disown them all. */
    @Bean
    @ConditionalOnMissingBean
    HmacKey sallyportKey(SessionStore store) {
        if (!(store instanceof InMemorySessionStore)) {
            throw new IllegalStateException(
                    "A SessionStore of your own needs a key that outlives the process: define a bean of type dev.sallyport.key.HmacKey");
        }
        return HmacKey.random();
    }

    /** Beside a store of the application's own, keys made anew by each node would disown each other's tokens. */
    @Bean
    @ConditionalOnMissingBean
    KeySource signingKeys(SessionStore store, HmacKey master, KeySettings settings) {
        if (store instanceof InMemorySessionStore) {
            return settings.signing(InMemoryKeyTable::new);
        }
        return settings.derived(Keys.of(master).signing());
    }
}
