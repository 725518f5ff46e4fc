package dev.sallyport.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;

class DatabaseConfigurationTest {

    @TempDir
    private Path folder;

    @Test
    void nobodyElseMayReadTheFileThatHoldsTheKeyNorItsLog() throws Exception {
        try (HikariDataSource source = open(folder.resolve("made/on/the/way/own.db"))) {
            write(source);

            for (Path file : filesBeside(folder.resolve("made/on/the/way"))) {
                assertThat(Files.getPosixFilePermissions(file))
                        .as(file.toString())
                        .isEqualTo(Set.copyOf(PosixFilePermissions.fromString("rw-------")));
            }
        }
    }

    @Test
    void whatIsCommittedIsSyncedToDiskWhateverTheUrlForgets() throws Exception {
        try (HikariDataSource source = open(folder.resolve("own.db"))) {
            assertThat(pragma(source, "journal_mode")).isEqualTo("wal");
            assertThat(pragma(source, "synchronous")).isEqualTo("2");
            assertThat(source.getMaximumPoolSize()).isEqualTo(1);
        }
    }

    @Test
    void lookupsSeeWhatIsCommittedWhileAnotherIsWritingAndCannotWriteThemselves() throws Exception {
        DataSourceProperties properties = properties("jdbc:sqlite:" + folder.resolve("own.db"));
        DatabaseConfiguration configuration = new DatabaseConfiguration();
        try (HikariDataSource source = configuration.dataSource(properties);
                HikariDataSource lookups = (HikariDataSource) configuration.lookups(source, properties)) {
            write(source);
            try (Connection writer = source.getConnection()) {
                writer.setAutoCommit(false);
                writer.createStatement().execute("INSERT INTO written VALUES (1)");

                assertThat(count(lookups)).isZero();
                writer.commit();
                assertThat(count(lookups)).isEqualTo(1);
            }
            assertThatThrownBy(() -> run(lookups, "DELETE FROM written")).hasMessageContaining("readonly");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:sqlite::memory:", "jdbc:sqlite:file:own?mode=memory&cache=shared"})
    void aDatabaseInMemoryIsLookedUpWhereItIs(String url) throws Exception {
        DataSourceProperties properties = properties(url);
        DatabaseConfiguration configuration = new DatabaseConfiguration();
        try (HikariDataSource source = configuration.dataSource(properties)) {
            assertThat(configuration.lookups(source, properties)).isSameAs(source);
        }
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsGivenUpAfterTenSecondsUnlessTheUrlSaysOtherwise() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            String url = postgres.getJdbcUrl("postgres", "postgres");

            assertThat(patience(url)).isEqualTo(10_000);
            assertThat(patience(url + "&socketTimeout=3")).isEqualTo(3_000);
        }
    }

    private static int patience(String url) throws Exception {
        try (HikariDataSource source = open(url);
                Connection connection = source.getConnection()) {
            return connection.getNetworkTimeout();
        }
    }

    private static HikariDataSource open(Path file) throws Exception {
        return open("jdbc:sqlite:" + file);
    }

    private static HikariDataSource open(String url) throws Exception {
        return new DatabaseConfiguration().dataSource(properties(url));
    }

    private static DataSourceProperties properties(String url) throws Exception {
        DataSourceProperties properties = new DataSourceProperties();
        properties.setUrl(url);
        properties.afterPropertiesSet();
        return properties;
    }

    private static int count(HikariDataSource source) throws Exception {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            return statement.executeQuery("SELECT COUNT(*) FROM written").getInt(1);
        }
    }

    private static void write(HikariDataSource source) throws Exception {
        run(source, "CREATE TABLE written (x INTEGER)");
    }

    private static void run(HikariDataSource source, String sql) throws Exception {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String pragma(HikariDataSource source, String name) throws Exception {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            return statement.executeQuery("PRAGMA " + name).getString(1);
        }
    }

    private static List<Path> filesBeside(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
