package dev.sallyport.spring.store;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.ClassUtils;

/** Stands for the tables {@code sallyport_*}: whoever needs them asks for this bean, and they are there. */
final class SallyportTables {

    private static final String MIGRATIONS = "classpath:dev/sallyport/session/jdbc";
    private static final Logger LOG = LoggerFactory.getLogger(SallyportTables.class);

    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private SallyportTables() {}

    static SallyportTables migrated(DataSource dataSource) {
        if (ClassUtils.isPresent("org.flywaydb.core.Flyway", SallyportTables.class.getClassLoader())) {
            migrate(dataSource);
        } else {
            LOG.info("Flyway is not on the classpath: the tables of {} must exist already", MIGRATIONS);
        }
        return new SallyportTables();
    }

    /** With a history of its own, so that the numbers of our migrations never meet the application's. */
    private static void migrate(DataSource dataSource) {
        Flyway flyway = Flyway.configure(SallyportTables.class.getClassLoader())
                .dataSource(dataSource)
                .locations(MIGRATIONS)
                .table("sallyport_migrations")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
        for (int attempt = 1; !migrated(flyway, attempt == ATTEMPTS); attempt++) {
            LockSupport.parkNanos(attempt * PAUSE.toNanos());
        }
    }

    /** Of nodes that start at once, one that sees a history that another is just making is refused: it must look again. */
    private static boolean migrated(Flyway flyway, boolean isLast) {
        try {
            flyway.migrate();
            return true;
        } catch (FlywayException refused) {
            if (isLast) {
                throw refused;
            }
            LOG.debug("the tables cannot be migrated yet", refused);
            return false;
        }
    }
}
