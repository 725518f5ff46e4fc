package dev.sallyport.session.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.key.Algorithm;
import dev.sallyport.key.EncryptionKey;
import dev.sallyport.key.GeneratedKeys;
import dev.sallyport.key.HmacKey;
import dev.sallyport.key.KeySchedule;
import dev.sallyport.key.KeyTable;
import dev.sallyport.key.KeyTable.Row;
import dev.sallyport.key.SigningKey;
import dev.sallyport.key.UnusableKeysException;
import dev.sallyport.session.Race;
import dev.sallyport.token.CsrfTokens;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class JdbcKeysTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final EncryptionKey ENCRYPTION = EncryptionKey.of(EncryptionKey.randomText());
    private static final String SECRETS =
            "SELECT secret FROM sallyport_key UNION ALL SELECT secret FROM sallyport_signing_key";

    @TempDir
    private Path directory;

    private TestDatabase database;

    @AfterEach
    void disconnect() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres", "h2", "h2-as-postgres", "hsqldb", "mariadb", "mysql-driver"})
    void the_key_is_made_once_and_the_same_ever_after(String kind) throws SQLException {
        database = database(kind);
        HmacKey made = key(database.node());

        assertThat(areTheSame(made, key(database.node()))).isTrue();
        assertThat(areTheSame(made, HmacKey.random())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres", "h2", "h2-as-postgres", "hsqldb", "mariadb", "mysql-driver"})
    void nodes_that_start_for_the_first_time_at_once_are_given_one_key(String kind) throws Exception {
        database = database(kind);
        List<DataSource> nodes = List.of(database.node(), database.node(), database.node(), database.node());
        List<HmacKey> keys = Race.of(4, node -> () -> key(nodes.get(node)));

        assertThat(keys).allMatch(key -> areTheSame(key, keys.get(0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres", "h2", "h2-as-postgres", "hsqldb", "mariadb", "mysql-driver"})
    void a_signing_key_is_found_again_and_the_first_of_a_generation_wins(String kind) throws SQLException {
        database = database(kind);
        JdbcKeys keys = new JdbcKeys(database.node(), Clock.systemUTC(), Optional.of(ENCRYPTION));
        Row first = row(1, Algorithm.RS256);
        Row second = row(2, Algorithm.HS256);
        keys.add(first);
        keys.add(row(1, Algorithm.RS256));
        keys.add(second);

        assertThat(keys.rows()).extracting(Row::generation).containsExactly(1, 2);
        assertThat(keys.rows()).extracting(Row::activatesAt).containsExactly(first.activatesAt(), second.activatesAt());
        assertThat(keys.rows())
                .extracting(row -> row.key().id())
                .containsExactly(first.key().id(), second.key().id());
        keys.removeBefore(2);
        assertThat(keys.rows()).extracting(Row::generation).containsExactly(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres", "h2", "h2-as-postgres", "hsqldb", "mariadb", "mysql-driver"})
    void several_nodes_that_add_the_next_key_at_once_make_one(String kind) throws Exception {
        database = database(kind);
        List<DataSource> nodes = List.of(database.node(), database.node(), database.node(), database.node());
        KeySchedule schedule = new KeySchedule(Algorithm.ES256, Duration.ofDays(30), Duration.ofMinutes(5));
        List<String> signers = Race.of(4, node -> () -> {
            KeyTable table = new JdbcKeys(nodes.get(node), Clock.systemUTC(), Optional.of(ENCRYPTION));
            GeneratedKeys keys = GeneratedKeys.open(table, schedule, NOW);
            return keys.load(NOW.plus(Duration.ofDays(30))).toString();
        });

        assertThat(Set.copyOf(signers)).hasSize(1);
        assertThat(stored("SELECT COUNT(*) FROM sallyport_signing_key")).containsExactly("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres", "h2", "h2-as-postgres", "hsqldb", "mariadb", "mysql-driver"})
    void rule18_what_is_stored_names_no_secret_and_plain_rows_of_before_are_encrypted(String kind) throws SQLException {
        database = database(kind);
        DataSource node = database.node();
        JdbcKeys plain = new JdbcKeys(node, Clock.systemUTC(), Optional.empty());
        HmacKey before = plain.master();
        plain.add(row(1, Algorithm.ES256));
        assertThat(stored(SECRETS)).noneMatch(EncryptionKey::isEncrypted);
        JdbcKeys encrypted = new JdbcKeys(node, Clock.systemUTC(), Optional.of(ENCRYPTION));

        assertThat(areTheSame(encrypted.master(), before)).isTrue();
        assertThat(encrypted.rows()).hasSize(1);
        assertThat(stored(SECRETS)).hasSize(2).allMatch(EncryptionKey::isEncrypted);
        assertThat(areTheSame(encrypted.master(), before)).isTrue();
        assertThat(encrypted.rows()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres", "h2", "h2-as-postgres", "hsqldb", "mariadb", "mysql-driver"})
    void with_another_key_or_none_nothing_is_read_and_nothing_is_made_anew(String kind) throws SQLException {
        database = database(kind);
        DataSource node = database.node();
        JdbcKeys keys = new JdbcKeys(node, Clock.systemUTC(), Optional.of(ENCRYPTION));
        keys.master();
        keys.add(row(1, Algorithm.HS256));
        List<String> before = stored(SECRETS);

        for (JdbcKeys other : List.of(
                new JdbcKeys(node, Clock.systemUTC(), Optional.of(EncryptionKey.of(EncryptionKey.randomText()))),
                new JdbcKeys(node, Clock.systemUTC(), Optional.empty()))) {
            assertThatThrownBy(other::master)
                    .isInstanceOf(UnusableKeysException.class)
                    .hasMessageContaining("give the key");
            assertThatThrownBy(other::rows).isInstanceOf(UnusableKeysException.class);
        }
        assertThat(stored(SECRETS)).isEqualTo(before);
    }

    @Test
    void the_key_of_the_first_version_is_still_the_key() throws SQLException {
        database = TestDatabase.sqlite(directory);
        String secret = "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d";
        Path old = directory.resolve("old.db");
        DataSource first = database.firstVersion(old);
        try (var connection = first.getConnection();
                var insert = connection.prepareStatement("INSERT INTO sallyport_key VALUES ('master', ?, 1)")) {
            insert.setString(1, secret);
            insert.executeUpdate();
        }
        database.migrate(first);

        assertThat(areTheSame(
                        new JdbcKeys(first, Clock.systemUTC(), Optional.of(ENCRYPTION)).master(),
                        HmacKey.of(HexFormat.of().parseHex(secret))))
                .isTrue();
    }

    private List<String> stored(String query) throws SQLException {
        try (var connection = database.node().getConnection();
                var rows = connection.createStatement().executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private static Row row(int generation, Algorithm algorithm) {
        return new Row(generation, SigningKey.generate(algorithm), NOW.plusSeconds(generation));
    }

    private TestDatabase database(String kind) throws SQLException {
        return TestDatabase.of(kind, directory);
    }

    private static HmacKey key(DataSource node) {
        return new JdbcKeys(node, Clock.systemUTC(), Optional.empty()).master();
    }

    /** A key shows itself to nobody; only what it signs does. */
    private static boolean areTheSame(HmacKey one, HmacKey other) {
        return new CsrfTokens(one).matches(new CsrfTokens(other).issue("binding"), "binding");
    }
}
