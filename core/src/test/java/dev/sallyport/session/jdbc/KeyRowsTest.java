package dev.sallyport.session.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sallyport.key.Algorithm;
import dev.sallyport.key.CurrentKeys;
import dev.sallyport.key.EncryptionKey;
import dev.sallyport.key.GeneratedKeys;
import dev.sallyport.key.KeyRing;
import dev.sallyport.key.KeySchedule;
import dev.sallyport.key.KeyTable.Row;
import dev.sallyport.key.SigningKey;
import dev.sallyport.key.UnusableKeysException;
import dev.sallyport.session.Race;
import dev.sallyport.session.StoreUnavailableException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever can write to the tables but has no encryption key must not be able to put a key of his there. */
@Tag("slow")
class KeyRowsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final EncryptionKey ENCRYPTION = EncryptionKey.of(EncryptionKey.randomText());
    private static final String PLANTED = "0123456789abcdef".repeat(4);

    @TempDir
    private Path directory;

    private TestDatabase database;
    private DataSource node;

    @AfterEach
    void disconnect() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres", "h2", "h2-as-postgres", "hsqldb", "mariadb", "mysql-driver"})
    void aPlainSigningKeyBesideEncryptedOnesIsRefusedAndNamed(String kind) throws SQLException {
        open(kind);
        encrypted(node).master();
        encrypted(node).add(row(1));
        plain(node).add(row(2));

        JdbcKeys keys = encrypted(node);
        assertThatThrownBy(keys::rows)
                .isInstanceOf(UnusableKeysException.class)
                .hasMessageContaining("\"signing-2\" of sallyport_signing_key")
                .hasMessageContaining("Delete the row");
        assertThatThrownBy(keys::master).isInstanceOf(UnusableKeysException.class);
        assertThat(secrets())
                .filteredOn(secret -> !EncryptionKey.isEncrypted(secret))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres", "h2", "h2-as-postgres", "hsqldb", "mariadb", "mysql-driver"})
    void aPlainMasterKeyBesideAnEncryptedSigningKeyIsRefusedAndNotShown(String kind) throws SQLException {
        open(kind);
        encrypted(node).add(row(1));
        plant("INSERT INTO sallyport_key VALUES ('master', '" + PLANTED + "', 1)");

        assertThatThrownBy(() -> encrypted(node).master())
                .isInstanceOf(UnusableKeysException.class)
                .hasMessageContaining("\"master\" of sallyport_key")
                .hasMessageNotContaining(PLANTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres", "h2", "h2-as-postgres", "hsqldb", "mariadb", "mysql-driver"})
    void aRowPlantedBetweenTwoReloadsIsRefusedAndTheRingStays(String kind) throws SQLException {
        open(kind);
        JdbcKeys keys = encrypted(node);
        keys.master();
        KeySchedule schedule = new KeySchedule(Algorithm.ES256, Duration.ofDays(30), Duration.ofMinutes(5));
        CurrentKeys current = new CurrentKeys(GeneratedKeys.open(keys, schedule, NOW), Duration.ofMinutes(5), NOW);
        KeyRing before = current.ring();
        plain(node).add(row(2));

        assertThatThrownBy(() -> current.reload(NOW)).isInstanceOf(UnusableKeysException.class);
        assertThatThrownBy(() -> current.rotate(NOW)).isInstanceOf(UnusableKeysException.class);
        assertThat(current.ring()).isSameAs(before);
        plant("DELETE FROM sallyport_signing_key WHERE generation = 2");
        current.reload(NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres", "h2", "h2-as-postgres", "hsqldb", "mariadb", "mysql-driver"})
    void aRunningNodeIsNotWonOverByReplacingEveryRow(String kind) throws SQLException {
        open(kind);
        JdbcKeys running = encrypted(node);
        running.master();
        running.add(row(1));
        plant("DELETE FROM sallyport_key");
        plant("DELETE FROM sallyport_signing_key");
        plain(node).add(row(1));

        assertThatThrownBy(running::rows).isInstanceOf(UnusableKeysException.class);
        assertThat(secrets()).noneMatch(EncryptionKey::isEncrypted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres", "h2", "h2-as-postgres", "hsqldb", "mariadb", "mysql-driver"})
    void nodesThatStartAtOnceWithAKeyForPlainRowsAllEndWithTheSameEncryptedOnes(String kind) throws Exception {
        open(kind);
        List<DataSource> nodes = List.of(database.node(), database.node(), database.node(), database.node());
        for (int round = 0; round < 10; round++) {
            plant("DELETE FROM sallyport_key");
            plant("DELETE FROM sallyport_signing_key");
            plain(node).master();
            plain(node).add(row(1));
            plain(node).add(row(2));

            List<List<String>> seen = Race.of(4, node -> () -> {
                JdbcKeys keys = encrypted(nodes.get(node));
                keys.master();
                return keys.rows().stream().map(row -> row.key().id()).toList();
            });

            assertThat(seen).allMatch(seen.get(0)::equals);
            assertThat(secrets()).hasSize(3).allMatch(EncryptionKey::isEncrypted);
        }
    }

    @ParameterizedTest
    @MethodSource("everyBreakOfEveryDatabase")
    void whereverTheFirstStartWithAKeyBreaksAllRowsArePlainOrAllEncrypted(String kind, BrittleDataSource.Break how)
            throws SQLException {
        breakEverywhere(kind, how);
    }

    static Stream<Arguments> everyBreakOfEveryDatabase() {
        return Stream.of("sqlite", "postgres", "h2", "hsqldb", "mariadb")
                .flatMap(kind -> Arrays.stream(BrittleDataSource.Break.values()).map(how -> arguments(kind, how)));
    }

    private void breakEverywhere(String kind, BrittleDataSource.Break how) throws SQLException {
        open(kind);
        boolean broke = true;
        for (int call = 1; broke; call++) {
            plant("DELETE FROM sallyport_key");
            plant("DELETE FROM sallyport_signing_key");
            plain(node).master();
            plain(node).add(row(1));
            plain(node).add(row(2));
            BrittleDataSource brittle = new BrittleDataSource(node);
            JdbcKeys dying = encrypted(brittle.dataSource());
            brittle.breakAtCall(call, how);
            try {
                dying.master();
            } catch (StoreUnavailableException died) {
                // As a start does whose database goes away.
            }
            broke = brittle.mended();

            assertThat(secrets().stream().map(EncryptionKey::isEncrypted).distinct())
                    .hasSize(1);
            encrypted(node).master();
            assertThat(secrets()).hasSize(3).allMatch(EncryptionKey::isEncrypted);
        }
    }

    private static JdbcKeys encrypted(DataSource node) {
        return new JdbcKeys(node, Clock.systemUTC(), Optional.of(ENCRYPTION));
    }

    private static JdbcKeys plain(DataSource node) {
        return new JdbcKeys(node, Clock.systemUTC(), Optional.empty());
    }

    private static Row row(int generation) {
        return new Row(generation, SigningKey.generate(Algorithm.HS256), NOW.plusSeconds(generation));
    }

    private void plant(String statement) throws SQLException {
        try (var connection = node.getConnection();
                var prepared = connection.createStatement()) {
            prepared.executeUpdate(statement);
        }
    }

    private List<String> secrets() throws SQLException {
        try (var connection = node.getConnection();
                var rows = connection
                        .createStatement()
                        .executeQuery(
                                "SELECT secret FROM sallyport_key UNION ALL SELECT secret FROM sallyport_signing_key")) {
            List<String> secrets = new ArrayList<>();
            while (rows.next()) {
                secrets.add(rows.getString(1));
            }
            return secrets;
        }
    }

    private void open(String kind) throws SQLException {
        database = TestDatabase.of(kind, directory);
        node = database.node();
    }
}
