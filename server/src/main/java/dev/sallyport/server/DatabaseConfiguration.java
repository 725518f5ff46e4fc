package dev.sallyport.server;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The database behind {@code spring.datasource.url}: an SQLite file unless that says otherwise. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    private static final String SQLITE = "jdbc:sqlite:";

    /** The name by which the starter looks for it. */
    static final String LOOKUPS = "sallyportLookups";

    /** More than two cores can use at once, and each takes a connection's memory. */
    private static final int READERS = 4;

    private static final String POSTGRESQL = "jdbc:postgresql:";

    /** WAL with a sync for each commit: the defaults would lose what was acknowledged when the power goes. */
    private static final Map<String, String> DURABLE = Map.of(
            "journal_mode", "WAL",
            "synchronous", "FULL",
            "busy_timeout", "5000",
            "transaction_mode", "IMMEDIATE");

    /**
     * Seconds. A database that is reached but does not answer, or a network that swallows what it is given, must fail a request
     * before its client has given up, and free the connection for the next. The URL may say otherwise.
     */
    private static final Map<String, String> IMPATIENT =
            Map.of("connectTimeout", "5", "socketTimeout", "10", "tcpKeepAlive", "true");

    @Bean
    @ConfigurationProperties("spring.datasource.hikari")
    HikariDataSource dataSource(DataSourceProperties properties) throws IOException {
        HikariDataSource source = properties
                .initializeDataSourceBuilder()
                .type(HikariDataSource.class)
                .build();
        String url = properties.determineUrl();
        if (url.startsWith(POSTGRESQL)) {
            IMPATIENT.forEach(source::addDataSourceProperty);
        }
        if (url.startsWith(SQLITE)) {
            DURABLE.forEach(source::addDataSourceProperty);
            // SQLite has one writer whatever one does; several connections would only wait for each other for seconds.
            source.setMaximumPoolSize(1);
            makeFile(fileIn(url));
        }
        return source;
    }

    /** Looks up sessions and accounts beside the one writer, which WAL allows; else a refresh would wait for every commit. */
    @Bean(name = LOOKUPS, defaultCandidate = false)
    DataSource lookups(HikariDataSource dataSource, DataSourceProperties properties) {
        String url = properties.determineUrl();
        // Another connection to a database in memory is another database.
        if (!url.startsWith(SQLITE) || !isPath(fileIn(url))) {
            return dataSource;
        }
        HikariDataSource readers = new HikariDataSource();
        dataSource.copyStateTo(readers);
        readers.setPoolName("lookups");
        readers.setMaximumPoolSize(READERS);
        readers.setConnectionInitSql("PRAGMA query_only = ON");
        return readers;
    }

    private static String fileIn(String url) {
        return url.substring(SQLITE.length()).split("\\?", 2)[0];
    }

    private static boolean isPath(String name) {
        return !name.isEmpty() && !name.startsWith(":") && !name.startsWith("file:");
    }

    /** For the owner only, be the folder open or not: the file holds the key that signs tokens. */
    private static void makeFile(String name) throws IOException {
        if (!isPath(name) || Files.exists(Path.of(name))) {
            return;
        }
        Path file = Path.of(name).toAbsolutePath();
        Files.createDirectories(file.getParent());
        Files.createFile(file);
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }
}
