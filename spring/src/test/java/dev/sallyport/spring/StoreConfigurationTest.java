package dev.sallyport.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Accounts;
import dev.sallyport.Sallyport;
import dev.sallyport.key.HmacKey;
import dev.sallyport.session.FailureStore;
import dev.sallyport.session.InMemoryFailureStore;
import dev.sallyport.session.InMemorySessionStore;
import dev.sallyport.session.Session;
import dev.sallyport.session.SessionStore;
import dev.sallyport.session.StoreUnavailableException;
import dev.sallyport.session.jdbc.JdbcFailureStore;
import dev.sallyport.session.jdbc.JdbcSessionStore;
import dev.sallyport.spring.event.AuditTrail;
import dev.sallyport.token.OneTimeValue;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.datasource.AbstractDataSource;

@ExtendWith(OutputCaptureExtension.class)
class StoreConfigurationTest {

    private static final String WARNING = "Sessions are kept in memory: a restart signs everybody out.";

    @TempDir
    private Path folder;

    private final WebApplicationContextRunner application = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class, SallyportAutoConfiguration.class))
            .withPropertyValues("spring.flyway.enabled=false")
            .withBean(Accounts.class, HostileApplication.OnlyAlice::new);

    private final WebApplicationContextRunner withoutDatabase = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(SallyportAutoConfiguration.class))
            .withBean(Accounts.class, HostileApplication.OnlyAlice::new);

    @Test
    void withoutADatabaseSessionsAreKeptInMemoryAndTheLogSaysWhatThatMeans(CapturedOutput output) {
        withoutDatabase.run(
                context -> assertThat(context).getBean(SessionStore.class).isInstanceOf(InMemorySessionStore.class));

        assertThat(output).contains(WARNING);
    }

    @Test
    void withADatabaseSessionsAndTheKeyAreKeptInIt(CapturedOutput output) {
        withDatabase().run(context -> {
            assertThat(context).getBean(SessionStore.class).isInstanceOf(JdbcSessionStore.class);
            assertThat(context.getBean(SessionStore.class).liveSessions("1", Instant.EPOCH))
                    .isEmpty();
        });

        assertThat(output).doesNotContain(WARNING);
    }

    @Test
    void sessionsAreLookedUpOverTheDataSourceThatIsThereForIt() {
        withDatabase()
                .withBean(
                        "sallyportLookups",
                        DataSource.class,
                        Away::new,
                        definition -> ((AbstractBeanDefinition) definition).setDefaultCandidate(false))
                .run(context -> {
                    SessionStore store = context.getBean(SessionStore.class);
                    assertThatThrownBy(() -> store.find("any")).isInstanceOf(StoreUnavailableException.class);
                    assertThat(store.liveSessions("1", Instant.EPOCH)).isEmpty();
                });
        withDatabase()
                .run(context -> assertThat(context.getBean(SessionStore.class).find("any"))
                        .isEmpty());
    }

    @Test
    void theNextStartFindsTheTablesOfTheFirst() {
        withDatabase().run(context -> assertThat(context).hasNotFailed());
        withDatabase().run(context -> assertThat(context).hasNotFailed().hasSingleBean(Sallyport.class));
    }

    @Test
    void whatHappensIsKeptBesideTheSessionsWhereTheyAreInADatabase() {
        withDatabase().run(context -> assertThat(context).hasSingleBean(AuditTrail.class));
        withDatabase()
                .withPropertyValues("sallyport.store.type=memory")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(AuditTrail.class));
        withDatabase()
                .withBean(SessionStore.class, OwnStore::new)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(AuditTrail.class));
        withoutDatabase.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(AuditTrail.class));
    }

    @Test
    void rule34_failedSignInsAreCountedInTheDatabaseWhereThereIsOne() {
        withDatabase()
                .run(context -> assertThat(context)
                        .hasSingleBean(SignInThrottle.class)
                        .getBean(FailureStore.class)
                        .isInstanceOf(JdbcFailureStore.class));
        withoutDatabase.run(context -> assertThat(context)
                .hasSingleBean(SignInThrottle.class)
                .getBean(FailureStore.class)
                .isInstanceOf(InMemoryFailureStore.class));
        FailureStore own = new InMemoryFailureStore();
        withDatabase()
                .withBean(FailureStore.class, () -> own)
                .run(context -> assertThat(context).getBean(FailureStore.class).isSameAs(own));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0s", "0d"})
    void aRetentionOfNothingKeepsNothing(String retention) {
        withDatabase()
                .withPropertyValues("sallyport.audit.retention=" + retention)
                .run(context -> assertThat(
                                context.getBeanProvider(AuditTrail.class).getIfAvailable())
                        .isNull());
    }

    @Test
    void memoryMayBeChosenBesideADatabase() {
        withDatabase()
                .withPropertyValues("sallyport.store.type=memory")
                .run(context ->
                        assertThat(context).getBean(SessionStore.class).isInstanceOf(InMemorySessionStore.class));
    }

    @Test
    void aDatabaseStoreWithoutADatabaseIsRefused() {
        withoutDatabase
                .withPropertyValues("sallyport.store.type=jdbc")
                .run(
                        context -> assertThat(context)
                                .getFailure()
                                .rootCause()
                                .hasMessage(
                                        "sallyport.store.type=jdbc needs a DataSource: set spring.datasource.url, or leave the type out"));
    }

    @Test
    void aStoreOfTheApplicationsOwnIsRefusedWithoutAKeyThatLastsAsLong() {
        withoutDatabase
                .withBean(SessionStore.class, OwnStore::new)
                .run(
                        context -> assertThat(context)
                                .getFailure()
                                .rootCause()
                                .hasMessage(
                                        "A SessionStore of your own needs a key that outlives the process: define a bean of type dev.sallyport.key.HmacKey"));
    }

    @Test
    void aStoreOfTheApplicationsOwnIsTakenWithItsKey() {
        OwnStore own = new OwnStore();

        withoutDatabase
                .withBean(SessionStore.class, () -> own)
                .withBean(HmacKey.class, HmacKey::random)
                .run(context -> assertThat(context)
                        .hasSingleBean(Sallyport.class)
                        .getBean(SessionStore.class)
                        .isSameAs(own));
    }

    @Test
    void aStoreOfTheApplicationsOwnGoesBeforeItsDatabase() {
        OwnStore own = new OwnStore();

        withDatabase()
                .withBean(SessionStore.class, () -> own)
                .run(context -> assertThat(context).getBean(SessionStore.class).isSameAs(own));
    }

    private WebApplicationContextRunner withDatabase() {
        return application.withPropertyValues("spring.datasource.url=jdbc:sqlite:" + folder.resolve("sallyport.db"));
    }

    private static final class OwnStore implements SessionStore {

        private final SessionStore inside = new InMemorySessionStore();

        @Override
        public Optional<OneTimeValue> open(Session session, Optional<String> replaced, List<OneTimeValue> once) {
            return inside.open(session, replaced, once);
        }

        @Override
        public Optional<Session> find(String id) {
            return inside.find(id);
        }

        @Override
        public boolean advance(Session from, Session to) {
            return inside.advance(from, to);
        }

        @Override
        public boolean countRepeat(Session session) {
            return inside.countRepeat(session);
        }

        @Override
        public boolean revoke(String id, Instant at) {
            return inside.revoke(id, at);
        }

        @Override
        public List<String> revokeAll(String userId, Instant at) {
            return inside.revokeAll(userId, at);
        }

        @Override
        public List<String> revokeOthers(String userId, String kept, Instant at) {
            return inside.revokeOthers(userId, kept, at);
        }

        @Override
        public List<Session> liveSessions(String userId, Instant now) {
            return inside.liveSessions(userId, now);
        }

        @Override
        public Map<String, Instant> revokedSince(Instant since) {
            return inside.revokedSince(since);
        }

        @Override
        public int purge(Instant before, int atMost) {
            return inside.purge(before, atMost);
        }
    }

    private static final class Away extends AbstractDataSource {

        @Override
        public Connection getConnection() throws SQLException {
            throw new SQLException("away on purpose");
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            return getConnection();
        }
    }
}
