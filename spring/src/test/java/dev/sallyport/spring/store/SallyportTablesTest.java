package dev.sallyport.spring.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.session.jdbc.TableNames;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nodes that start at once, each of which finds tables missing and goes about making them. */
@Tag("slow")
class SallyportTablesTest {

    private static final int NODES = 6;

    private static EmbeddedPostgres postgres;
    private static int databases;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @RepeatedTest(5)
    void onAnEmptyDatabaseEachMigrationRunsOnce() throws Exception {
        assertThatNodesStartAtOnce(newDatabase());
    }

    @RepeatedTest(3)
    void besideTheApplicationsOwnTablesEachMigrationRunsOnce() throws Exception {
        DataSource database = newDatabase();
        JdbcClient.create(database).sql("CREATE TABLE account (id INTEGER)").update();

        assertThatNodesStartAtOnce(database);
    }

    @RepeatedTest(3)
    void onTheTablesOfTheFirstVersionTheOthersFollowAndWhatWasThereStays() throws Exception {
        DataSource database = newDatabase();
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:dev/sallyport/session/jdbc")
                .table("sallyport_migrations")
                .target("1")
                .load()
                .migrate();
        JdbcClient client = JdbcClient.create(database);
        client.sql("INSERT INTO sallyport_key VALUES ('master', 'secret', 1)").update();

        assertThatNodesStartAtOnce(database);
        assertThat(client.sql("SELECT secret FROM sallyport_key")
                        .query(String.class)
                        .list())
                .containsExactly("secret");
    }

    @Test
    void flywayWithoutItsModuleForTheDatabaseIsToldWhichOneToAdd() throws Exception {
        DataSource database = newDatabase();
        ClassLoader lacking = new FilteredClassLoader("org.flywaydb.database.postgresql");

        assertThatThrownBy(() -> SallyportTables.made(database, TableNames.USUAL, lacking))
                .isInstanceOf(UnusableDatabaseException.class)
                .hasMessage("Flyway is here and cannot make tables in PostgreSQL without"
                        + " org.flywaydb:flyway-database-postgresql.");
        assertThatNodesStartAtOnce(database);
        assertThatCode(() -> SallyportTables.made(database, TableNames.USUAL, lacking))
                .doesNotThrowAnyException();
    }

    @Test
    void withoutFlywayNodesThatStartAtOnceFindTheTablesToo() throws Exception {
        DataSource database = newDatabase();
        ClassLoader lacking = new FilteredClassLoader("org.flywaydb");
        Callable<SallyportTables> node = () -> SallyportTables.made(database, TableNames.USUAL, lacking);

        for (Future<SallyportTables> started : atOnce(node)) {
            assertThat(started.get()).isNotNull();
        }
    }

    private static List<Future<SallyportTables>> atOnce(Callable<SallyportTables> node) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(NODES);
        try {
            return threads.invokeAll(Collections.nCopies(NODES, node));
        } finally {
            threads.shutdown();
        }
    }

    private static void assertThatNodesStartAtOnce(DataSource database) throws Exception {
        Callable<SallyportTables> node =
                () -> SallyportTables.made(database, TableNames.USUAL, SallyportTablesTest.class.getClassLoader());
        for (Future<SallyportTables> started : atOnce(node)) {
            assertThat(started.get()).isNotNull();
        }
        List<String> versions = JdbcClient.create(database)
                .sql("SELECT version FROM sallyport_migrations WHERE success AND type = 'SQL' ORDER BY installed_rank")
                .query(String.class)
                .list();
        assertThat(versions).startsWith("1", "2").doesNotHaveDuplicates();
        assertThat(JdbcClient.create(database)
                        .sql("SELECT COUNT(*) FROM sallyport_migrations WHERE NOT success")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private static DataSource newDatabase() throws SQLException {
        String name = "node" + databases++;
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return postgres.getDatabase("postgres", name);
    }
}
