package dev.sallyport.spring;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.ClassUtils;

/** Stands for the tables {@code sallyport_*}: whoever needs them asks for this bean, and they are there. */
final class SallyportTables {

    private static final String MIGRATIONS = "classpath:dev/sallyport/session/jdbc";
    private static final Logger LOG = LoggerFactory.getLogger(SallyportTables.class);

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
        Flyway.configure(SallyportTables.class.getClassLoader())
                .dataSource(dataSource)
                .locations(MIGRATIONS)
                .table("sallyport_migrations")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }
}
