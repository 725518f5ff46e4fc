package dev.sallyport.spring.store;

import dev.sallyport.session.StoreUnavailableException;
import dev.sallyport.session.jdbc.JdbcSchema;
import dev.sallyport.session.jdbc.TableNames;
import dev.sallyport.session.jdbc.UnsupportedDatabaseException;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.util.ClassUtils;

/** Stands for the tables: whoever needs them asks for this bean, and they are there. */
record SallyportTables(DataSource dataSource, TableNames names) {

    private static final String FLYWAY = "org.flywaydb.core.Flyway";

    /** To its parser the FOR of a collation begins a loop. */
    private static final String UNREADABLE_TO_FLYWAY = "HSQL Database Engine";

    /**
     * The tables of this database, made if they are missing: by Flyway if it is on the classpath.
     *
     * @throws UnusableDatabaseException if they cannot be made, or sessions cannot be kept there
     */
    static SallyportTables made(DataSource dataSource, TableNames names, ClassLoader classpath) {
        return checked(dataSource, names, schema -> make(dataSource, schema, names, classpath));
    }

    /**
     * The tables that somebody else makes.
     *
     * @throws UnusableDatabaseException if they are missing, or sessions cannot be kept there
     */
    static SallyportTables validated(DataSource dataSource, TableNames names) {
        return checked(
                dataSource, names, schema -> refuse(schema.missing(), schema, names, "or set sallyport.schema=auto"));
    }

    /** The same without a look. */
    static SallyportTables unseen(DataSource dataSource, TableNames names) {
        return checked(dataSource, names, schema -> {});
    }

    private static SallyportTables checked(DataSource dataSource, TableNames names, Consumer<JdbcSchema> check) {
        try {
            check.accept(JdbcSchema.of(dataSource, names));
            return new SallyportTables(dataSource, names);
        } catch (UnsupportedDatabaseException unsupported) {
            throw new UnusableDatabaseException(
                    unsupported.getMessage() + ".",
                    "Mark a DataSource of one of these with @SallyportDataSource, define a bean of type"
                            + " dev.sallyport.session.SessionStore, or set sallyport.store.type=memory, with which a restart"
                            + " signs everybody out.",
                    unsupported);
        } catch (StoreUnavailableException away) {
            throw new UnusableDatabaseException(
                    "The database for sessions cannot be reached: " + reason(away) + ".",
                    "Start it, or change spring.datasource.url, or set sallyport.store.type=memory to do without.",
                    away);
        }
    }

    private static void make(DataSource dataSource, JdbcSchema schema, TableNames names, ClassLoader classpath) {
        if (!ClassUtils.isPresent(FLYWAY, classpath) || schema.product().equals(UNREADABLE_TO_FLYWAY)) {
            if (schema.missing().isPresent()) {
                refuse(schema.create(), schema, names, "as somebody who may make tables");
            }
            return;
        }
        Optional<FlywayModule> wanted = FlywayModule.missing(schema.product(), classpath);
        if (wanted.isEmpty()) {
            FlywayTables.migrate(dataSource, schema, names);
        } else if (schema.missing().isPresent()) {
            throw new UnusableDatabaseException(
                    "Flyway is here and cannot make tables in " + schema.product() + " without "
                            + wanted.get().artifact() + ".",
                    wanted.get().remedy());
        }
    }

    private static void refuse(Optional<String> fault, JdbcSchema schema, TableNames names, String orElse) {
        fault.ifPresent(said -> {
            boolean isRenamed = !names.prefix().equals(TableNames.USUAL.prefix());
            throw new UnusableDatabaseException(
                    "The tables of Sallyport are not in this database, as the statements of classpath:" + schema.file()
                            + " make them. " + schema.product() + " says: " + said,
                    "Run that file, which is in the jar of sallyport-core, "
                            + (isRenamed ? "with " + names.prefix() + " in place of sallyport_, " : "") + orElse + ".");
        });
    }

    private static String reason(Throwable fault) {
        Throwable cause = fault.getCause() == null ? fault : fault.getCause();
        String message = String.valueOf(cause.getMessage());
        return message.lines().findFirst().orElse(message).replaceAll("[.]$", "");
    }
}
