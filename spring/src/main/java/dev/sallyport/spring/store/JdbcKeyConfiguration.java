package dev.sallyport.spring.store;

import dev.sallyport.key.EncryptionKey;
import dev.sallyport.key.HmacKey;
import dev.sallyport.key.KeySource;
import dev.sallyport.session.jdbc.JdbcKeys;
import dev.sallyport.spring.property.KeySettings;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** The keys in the application's database. */
@Configuration(proxyBeanMethods = false)
@OnDatabase
public class JdbcKeyConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcKeyConfiguration.class);

    @Bean
    @Lazy
    JdbcKeys storedKeys(DataSource dataSource, SallyportTables tables, KeySettings settings) {
        Optional<EncryptionKey> encryption = settings.encryption();
        if (encryption.isEmpty()) {
            LOG.warn("Keys are stored plainly: whoever reads the database can sign in as anybody. Set "
                    + "SALLYPORT_KEYS_ENCRYPTION_KEY to what `openssl rand -base64 32` prints, or "
                    + "sallyport.keys.encryption-key-file.");
        }
        return new JdbcKeys(dataSource, Clock.systemUTC(), encryption);
    }

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    HmacKey sallyportKey(JdbcKeys stored, KeySettings settings) {
        return settings.stored(stored::master);
    }

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    KeySource signingKeys(JdbcKeys stored, KeySettings settings) {
        return settings.signing(() -> stored);
    }

    /** After the application's own migrations, which would refuse a schema that already holds our tables. */
    @Bean
    @Lazy
    @DependsOnDatabaseInitialization
    SallyportTables sallyportTables(DataSource dataSource) {
        return SallyportTables.migrated(dataSource);
    }
}
