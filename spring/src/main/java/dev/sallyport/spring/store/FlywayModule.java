package dev.sallyport.spring.store;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.util.ClassUtils;

/** The part of Flyway that knows a database. Without it Flyway says no more than that it does not know the database. */
enum FlywayModule {
    HSQLDB("HSQL", "flyway-database-hsqldb", "hsqldb.HSQLDBDatabaseType"),
    MARIADB("MariaDB", "flyway-mysql", "mysql.mariadb.MariaDBDatabaseType"),
    MYSQL("MySQL", "flyway-mysql", "mysql.MySQLDatabaseType"),
    SQL_SERVER("SQLServer", "flyway-sqlserver", "sqlserver.SQLServerDatabaseType"),
    ORACLE("Oracle", "flyway-database-oracle", "oracle.OracleDatabaseType"),
    POSTGRESQL("PostgreSQL", "flyway-database-postgresql", "postgresql.PostgreSQLDatabaseType");

    private final String product;
    private final String artifact;
    private final String type;

    FlywayModule(String product, String artifact, String type) {
        this.product = product;
        this.artifact = artifact;
        this.type = "org.flywaydb.database." + type;
    }

    /** The module for this database, if it needs one that is not on the classpath. */
    static Optional<FlywayModule> missing(String product, ClassLoader classpath) {
        return of(product.replace(" ", "")).filter(module -> !ClassUtils.isPresent(module.type, classpath));
    }

    /** The module that would have kept Flyway from saying this. */
    static Optional<FlywayModule> wantedBy(String message) {
        return message.startsWith("Unsupported Database") || message.startsWith("No Flyway database plugin")
                ? of(message)
                : Optional.empty();
    }

    private static Optional<FlywayModule> of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(module -> lower.contains(module.product.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    String artifact() {
        return "org.flywaydb:" + artifact;
    }

    String remedy() {
        return "Add " + artifact() + " to the dependencies; Spring Boot manages its version.";
    }
}
