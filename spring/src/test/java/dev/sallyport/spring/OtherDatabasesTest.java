package dev.sallyport.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Accounts;
import dev.sallyport.config.InvalidConfigException;
import dev.sallyport.session.SessionStore;
import dev.sallyport.session.jdbc.JdbcSessionStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The database that an application has, and who makes the tables in it. */
class OtherDatabasesTest {

    private static final String WITHOUT_FLYWAY = "org.flywaydb";

    @TempDir
    private Path folder;

    private final String h2 = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

    private static WebApplicationContextRunner on(String url, String... absent) {
        return new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        FlywayAutoConfiguration.class,
                        SallyportAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader(absent))
                .withPropertyValues("spring.flyway.enabled=false", "spring.datasource.url=" + url)
                .withBean(Accounts.class, HostileApplication.OnlyAlice::new);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:mem:, org.flywaydb",
        "jdbc:h2:mem:, none",
        "jdbc:h2:mem:;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE, org.flywaydb",
        "jdbc:h2:mem:;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE, none",
        "jdbc:hsqldb:mem:, org.flywaydb",
        "jdbc:hsqldb:mem:, none"
    })
    void sessionsAreKeptWhetherFlywayIsThereOrNot(String kind, String absent) {
        String url = kind.replace(":mem:", ":mem:" + UUID.randomUUID());

        on(url, absent).run(OtherDatabasesTest::assertThatSessionsAreKept);
    }

    @Test
    void sqliteNeedsNoFlywayEither() {
        on("jdbc:sqlite:" + folder.resolve("s.db"), WITHOUT_FLYWAY).run(OtherDatabasesTest::assertThatSessionsAreKept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "sqlite"})
    void flywayComesLaterAndTakesTheTablesThatAreThere(String kind) {
        String url = kind.equals("h2") ? h2 : "jdbc:sqlite:" + folder.resolve("s.db");
        on(url, WITHOUT_FLYWAY).run(OtherDatabasesTest::assertThatSessionsAreKept);
        on(url).run(context -> {
            assertThatSessionsAreKept(context);
            assertThat(count(context, "SELECT COUNT(*) FROM \"sallyport_migrations\" WHERE \"version\" = '8'"))
                    .isEqualTo(1);
        });
        on(url).run(OtherDatabasesTest::assertThatSessionsAreKept);
    }

    @ParameterizedTest
    @CsvSource({"org.flywaydb, h2", "none, h2", "org.flywaydb, sqlite", "none, sqlite"})
    void theTablesMayHaveAnotherPrefix(String absent, String kind) {
        on(kind.equals("h2") ? h2 : "jdbc:sqlite:" + folder.resolve("s.db"), absent)
                .withPropertyValues("sallyport.store.table-prefix=shop_")
                .run(context -> {
                    assertThatSessionsAreKept(context);
                    assertThat(count(context, "SELECT COUNT(*) FROM shop_key")).isEqualTo(1);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.flywaydb", "none"})
    void twoApplicationsShareADatabaseEachInItsSchema(String absent) throws SQLException {
        execute(h2, "CREATE SCHEMA one");
        execute(h2, "CREATE SCHEMA two");
        on(h2, absent).withPropertyValues("sallyport.store.schema=one").run(one -> {
            assertThatSessionsAreKept(one);
            assertThat(count(one, "SELECT COUNT(*) FROM one.sallyport_key")).isEqualTo(1);
        });
        on(h2, absent).withPropertyValues("sallyport.store.schema=Two").run(two -> {
            assertThatSessionsAreKept(two);
            assertThat(count(two, "SELECT COUNT(*) FROM two.sallyport_key")).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"sallyport.store.table-prefix=shop-", "sallyport.store.schema=a.b"})
    void aNameThatWouldNeedQuotesStopsTheStart(String property) {
        on(h2).withPropertyValues(property)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(InvalidConfigException.class)
                        .hasMessageContaining("must be a letter and then letters, digits and underscores"));
    }

    @Test
    void sessionsAreKeptInTheDataSourceThatIsMarked() {
        on(h2).withUserConfiguration(Marked.class).run(context -> {
            assertThatSessionsAreKept(context);
            assertThat(count(
                            context,
                            "SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME LIKE 'SALLYPORT%'"))
                    .isZero();
            assertThat(JdbcClient.create(context.getBean("sessions", DataSource.class))
                            .sql("SELECT COUNT(*) FROM sallyport_key")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1);
        });
    }

    @Test
    void whereSomebodyElseMakesTheTablesAStartWithoutThemNamesTheFile() {
        on(h2).withPropertyValues("sallyport.schema=validate")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("classpath:dev/sallyport/session/tables/h2/V8__tables.sql"));
        on(h2).run(OtherDatabasesTest::assertThatSessionsAreKept);
        on(h2).withPropertyValues("sallyport.schema=validate").run(OtherDatabasesTest::assertThatSessionsAreKept);
    }

    @Test
    void whereNobodyLooksNothingIsMade() {
        on(h2).withPropertyValues("sallyport.schema=none")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("SALLYPORT_KEY"));
        on(h2).run(OtherDatabasesTest::assertThatSessionsAreKept);
        on(h2).withPropertyValues("sallyport.schema=none").run(OtherDatabasesTest::assertThatSessionsAreKept);
    }

    @Test
    void aDatabaseThatNobodyKnowsStopsTheStartWithWhatIsKnown() {
        on(h2).withBean(
                        "sallyportDataSource",
                        DataSource.class,
                        () -> called("Apache Derby", new DriverManagerDataSource(h2)))
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("Sessions cannot be kept in Apache Derby, but in one of H2, HSQL"));
    }

    @Configuration(proxyBeanMethods = false)
    static class Marked {

        @Bean(defaultCandidate = false)
        @SallyportDataSource
        DataSource sessions() {
            return new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        }
    }

    private static void assertThatSessionsAreKept(AssertableWebApplicationContext context) {
        assertThat(context).hasNotFailed().getBean(SessionStore.class).isInstanceOf(JdbcSessionStore.class);
        assertThat(context.getBean(SessionStore.class).liveSessions("1", Instant.EPOCH))
                .isEmpty();
    }

    private static int count(AssertableWebApplicationContext context, String query) {
        return JdbcClient.create(context.getBean("dataSource", DataSource.class))
                .sql(query)
                .query(Integer.class)
                .single();
    }

    private static void execute(String url, String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(url, "sa", "")) {
            connection.createStatement().execute(statement);
        }
    }

    /** The database under another name. */
    private static DataSource called(String product, DataSource real) {
        return renaming(product, DataSource.class, real);
    }

    private static <T> T renaming(String product, Class<T> type, Object real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, values) -> {
                    try {
                        if (method.getName().equals("getDatabaseProductName")) {
                            return product;
                        }
                        Object result = method.invoke(real, values);
                        return method.getReturnType().getPackageName().equals("java.sql")
                                        && method.getReturnType().isInterface()
                                        && result != null
                                ? renaming(product, method.getReturnType(), result)
                                : result;
                    } catch (InvocationTargetException fault) {
                        throw fault.getCause();
                    }
                }));
    }
}
