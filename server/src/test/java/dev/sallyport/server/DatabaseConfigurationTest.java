package dev.sallyport.server;

import static org.assertj.core.api.Assertions.assertThat;

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
        DataSourceProperties properties = new DataSourceProperties();
        properties.setUrl(url);
        properties.afterPropertiesSet();
        return new DatabaseConfiguration().dataSource(properties);
    }

    private static void write(HikariDataSource source) throws Exception {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE written (x INTEGER)");
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
