package dev.sallyport.spring.store;

import dev.sallyport.config.InvalidConfigException;
import dev.sallyport.key.EncryptionKey;
import dev.sallyport.key.HmacKey;
import dev.sallyport.key.KeySource;
import dev.sallyport.session.jdbc.JdbcKeys;
import dev.sallyport.session.jdbc.TableNames;
import dev.sallyport.spring.property.KeySettings;
import dev.sallyport.spring.property.SallyportProperties;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** The keys in the application's database. */
@Configuration(proxyBeanMethods = false)
@OnDatabase
public class JdbcKeyConfiguration {

    /** What {@code @SallyportDataSource} says. */
    private static final String OURS = "sallyportDataSource";

    private static final Logger LOG = LoggerFactory.getLogger(JdbcKeyConfiguration.class);

    @Bean
    @Lazy
    JdbcKeys storedKeys(SallyportTables tables, KeySettings settings, @Qualifier("sallyportClock") Clock clock) {
        Optional<EncryptionKey> encryption = settings.encryption();
        if (encryption.isEmpty()) {
            LOG.warn("Keys are stored plainly: whoever reads the database can sign in as anybody. Set "
                    + "SALLYPORT_KEYS_ENCRYPTION_KEY to what `openssl rand -base64 32` prints, or "
                    + "sallyport.keys.encryption-key-file.");
        }
        return new JdbcKeys(tables.dataSource(), tables.names(), clock, encryption);
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
    SallyportTables sallyportTables(
            @Qualifier(OURS) ObjectProvider<DataSource> marked,
            ObjectProvider<DataSource> usual,
            SallyportProperties properties,
            ApplicationContext context) {
        DataSource dataSource = marked.getIfAvailable(usual::getObject);
        TableNames names = names(properties.store());
        if (properties.schema() == SallyportProperties.Schema.VALIDATE) {
            return SallyportTables.validated(dataSource, names);
        }
        if (properties.schema() == SallyportProperties.Schema.NONE) {
            return SallyportTables.unseen(dataSource, names);
        }
        return SallyportTables.made(dataSource, names, Objects.requireNonNull(context.getClassLoader()));
    }

    private static TableNames names(SallyportProperties.Store store) {
        try {
            return TableNames.of(Optional.ofNullable(store.schema()), store.tablePrefix());
        } catch (IllegalArgumentException unfit) {
            String value = Stream.of(store.schema(), store.tablePrefix())
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(", "));
            throw new InvalidConfigException(List.of(new InvalidConfigException.InvalidProperty(
                    "sallyport.store.schema and sallyport.store.table-prefix",
                    value,
                    String.valueOf(unfit.getMessage()))));
        }
    }
}
