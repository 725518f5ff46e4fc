package dev.sallyport.spring.store;

import dev.sallyport.session.jdbc.JdbcSchema;
import dev.sallyport.session.jdbc.TableNames;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables as Flyway makes them. All that names Flyway is in here, and an application without it never loads this class. */
final class FlywayTables {

    private static final Logger LOG = LoggerFactory.getLogger(FlywayTables.class);

    /** Those of deployed databases: they are never changed. */
    private static final String OF_SQLITE_AND_POSTGRESQL = "dev/sallyport/session/jdbc";

    /** What the file has made that makes all tables at once. */
    private static final String ALL = "8";

    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private FlywayTables() {}

    /** With a history of its own, so that the numbers of our migrations never meet the application's. */
    static void migrate(DataSource dataSource, JdbcSchema schema, TableNames names) {
        boolean wereMadeOtherwise = schema.missing().isEmpty();
        FluentConfiguration configuration = Flyway.configure(FlywayTables.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:" + folder(schema))
                .table(names.prefix() + "migrations")
                .baselineOnMigrate(true)
                .baselineVersion(wereMadeOtherwise ? ALL : "0");
        schema.schema().ifPresent(configuration::defaultSchema);
        if (!names.prefix().equals(TableNames.USUAL.prefix())) {
            // Flyway replaces what stands between two marks. Written so, each usual name is a mark, a word and a mark.
            configuration
                    .placeholderPrefix("sally")
                    .placeholderSuffix("_")
                    .placeholders(Map.of("port", names.prefix()));
        }
        Flyway flyway = configuration.load();
        for (int attempt = 1; !migrated(flyway, attempt == ATTEMPTS); attempt++) {
            LockSupport.parkNanos(attempt * PAUSE.toNanos());
        }
    }

    private static String folder(JdbcSchema schema) {
        return switch (schema.product()) {
            case "SQLite", "PostgreSQL" -> OF_SQLITE_AND_POSTGRESQL;
            default -> schema.folder();
        };
    }

    /** Of nodes that start at once, one that sees a history that another is just making is refused: it must look again. */
    private static boolean migrated(Flyway flyway, boolean isLast) {
        try {
            flyway.migrate();
            return true;
        } catch (FlywayException refused) {
            if (isLast) {
                throw new UnusableDatabaseException(
                        "Flyway could not make the tables of Sallyport: " + firstLine(refused),
                        "Change what it says, or make the tables yourself and set sallyport.schema=validate.",
                        refused);
            }
            LOG.debug("the tables cannot be migrated yet", refused);
            return false;
        }
    }

    private static String firstLine(FlywayException refused) {
        String message = String.valueOf(refused.getMessage());
        return message.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse(message);
    }
}
