package dev.sallyport.session.jdbc;

import dev.sallyport.session.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/** The tables in one database: what makes them, and whether they are there. */
public final class JdbcSchema {

    private static final String TABLES = "dev/sallyport/session/tables/";

    private static final String CONNECTION_FAULT = "08";

    /** Every column that a statement names. An older version of a table is one that lacks some. */
    private static final List<String> READS = List.of(
            "id, user_id, transport, methods, created_at, authenticated_at, last_seen_at, expires_at, current_hash,"
                    + " previous_hash, rotated_at, repeats_in_a_row, last_was_repeated, device, address, device_name,"
                    + " revoked_at FROM sallyport_session",
            "name, secret, created_at FROM sallyport_key",
            "generation, secret, activates_at, created_at FROM sallyport_signing_key",
            "id, occurred_at, kind, user_id, session_id, address, refusal, occurrences FROM sallyport_event",
            "id, provider, issuer, subject, email, name, picture, user_id, linked_at, settled FROM sallyport_identity",
            "name, ends_at FROM sallyport_used",
            "name, in_a_row, last_failed_at, ends_at FROM sallyport_failure");

    private final DataSource dataSource;
    private final TableNames names;
    private final Dialect dialect;

    private final Optional<String> schema;

    private JdbcSchema(DataSource dataSource, TableNames names, DatabaseMetaData database) throws SQLException {
        this.dataSource = dataSource;
        this.names = names;
        this.dialect = Dialect.of(database);
        boolean isUpper = database.storesUpperCaseIdentifiers();
        boolean isLower = database.storesLowerCaseIdentifiers();
        this.schema = names.schema()
                .map(name -> isUpper ? name.toUpperCase(Locale.ROOT) : isLower ? name.toLowerCase(Locale.ROOT) : name);
    }

    /**
     * The tables in the database behind {@code dataSource}.
     *
     * @throws UnsupportedDatabaseException if sessions cannot be kept there
     * @throws StoreUnavailableException if it cannot be asked
     */
    public static JdbcSchema of(DataSource dataSource, TableNames names) {
        try (Connection connection = dataSource.getConnection()) {
            return new JdbcSchema(dataSource, names, connection.getMetaData());
        } catch (SQLException fault) {
            throw unreachable(fault);
        }
    }

    /** The database, by the name that it gives itself. */
    public String product() {
        return dialect.product();
    }

    /** The schema where one is named, as the database spells it: without quotes, letters are turned into its own case. */
    public Optional<String> schema() {
        return schema;
    }

    /** The folder on the classpath that is named after the database, such as {@code dev/sallyport/session/tables/h2}. */
    public String folder() {
        return TABLES + dialect.folder();
    }

    /** The file on the classpath with the statements that make the tables. */
    public String file() {
        return folder() + "/V8__tables.sql";
    }

    /** What the database says of the first table that cannot be read, if there is one. */
    public Optional<String> missing() {
        try (Connection connection = dataSource.getConnection()) {
            Sql.commitEachStatement(connection);
            for (String read : READS) {
                Optional<String> fault = fault(connection, "SELECT " + names.in(read) + " WHERE 1 = 0");
                if (fault.isPresent()) {
                    return fault;
                }
            }
            return Optional.empty();
        } catch (SQLException fault) {
            throw unreachable(fault);
        }
    }

    /**
     * Makes what is missing. Nodes that start at once may each do this: what one finds made by another already, it passes over.
     *
     * @return what the database says of the first table that is missing still, if there is one
     */
    public Optional<String> create() {
        List<String> faults = faults();
        return missing().map(missing -> faults.stream().findFirst().orElse(missing));
    }

    private List<String> faults() {
        try (Connection connection = dataSource.getConnection()) {
            Sql.commitEachStatement(connection);
            List<String> faults = new ArrayList<>();
            for (String statement : statements()) {
                fault(connection, names.inDefinition(statement)).ifPresent(faults::add);
            }
            return faults;
        } catch (SQLException fault) {
            throw unreachable(fault);
        }
    }

    private static Optional<String> fault(Connection connection, String statement) throws SQLException {
        try (Statement running = connection.createStatement()) {
            running.execute(statement);
            return Optional.empty();
        } catch (SQLException fault) {
            if (String.valueOf(fault.getSQLState()).startsWith(CONNECTION_FAULT)) {
                throw fault;
            }
            String message = String.valueOf(fault.getMessage());
            // H2 goes on with the statement.
            String said = message.lines().findFirst().orElse(message).replaceAll("; SQL statement:$", "");
            return Optional.of(said);
        }
    }

    private List<String> statements() {
        try (InputStream in = JdbcSchema.class.getClassLoader().getResourceAsStream(file())) {
            String text = new String(Objects.requireNonNull(in, file()).readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.replaceAll("(?m)^--.*$", "").split(";"))
                    .map(String::strip)
                    .filter(statement -> !statement.isEmpty())
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static StoreUnavailableException unreachable(SQLException fault) {
        return new StoreUnavailableException("the session database cannot be reached", fault);
    }
}
