package dev.sallyport.session.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import liquibase.command.CommandScope;
import liquibase.command.core.UpdateCommandStep;
import liquibase.command.core.helpers.DbUrlConnectionArgumentsCommandStep;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.ui.LoggerUIService;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tools that applications have make the tables that we would make. */
@Tag("slow")
class MigrationToolsTest {

    @TempDir
    private Path directory;

    private TestDatabase database;

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "h2-as-postgres", "mariadb", "mysql-driver"})
    void flywayMakesTheTables(String kind) throws SQLException {
        DataSource node = emptied(kind);
        JdbcSchema schema = JdbcSchema.of(node, TableNames.USUAL);
        Flyway.configure()
                .dataSource(node)
                .locations("classpath:" + schema.folder())
                .table("history_" + System.nanoTime())
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();

        assertThat(schema.missing()).isEmpty();
    }

    /** Not on H2 in PostgreSQL's mode, where Liquibase cannot make the tables of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres", "h2", "hsqldb", "mariadb", "mysql-driver"})
    void liquibaseMakesTheTablesAndLeavesThoseThatAreThere(String kind) throws Exception {
        DataSource node = emptied(kind);
        include(node);
        assertThat(JdbcSchema.of(node, TableNames.USUAL).missing()).isEmpty();
        include(node);

        try (var connection = node.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("DELETE FROM DATABASECHANGELOG");
        }
        include(node);
        assertThat(JdbcSchema.of(node, TableNames.USUAL).missing()).isEmpty();
    }

    private DataSource emptied(String kind) throws SQLException {
        database = TestDatabase.empty(kind, directory);
        DataSource node = database.node();
        assertThat(JdbcSchema.of(node, TableNames.USUAL).missing()).isPresent();
        return node;
    }

    private static void include(DataSource node) throws Exception {
        try (Database target = DatabaseFactory.getInstance()
                .findCorrectDatabaseImplementation(new JdbcConnection(node.getConnection()))) {
            liquibase.Scope.child(
                    liquibase.Scope.Attr.ui,
                    new LoggerUIService(),
                    () -> new CommandScope(UpdateCommandStep.COMMAND_NAME)
                            .addArgumentValue(DbUrlConnectionArgumentsCommandStep.DATABASE_ARG, target)
                            .addArgumentValue(
                                    UpdateCommandStep.CHANGELOG_FILE_ARG, "dev/sallyport/session/tables/changelog.xml")
                            .execute());
        }
    }
}
