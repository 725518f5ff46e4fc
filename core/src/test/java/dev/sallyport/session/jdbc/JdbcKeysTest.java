package dev.sallyport.session.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.session.Race;
import dev.sallyport.token.CsrfTokens;
import dev.sallyport.token.HmacKey;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcKeysTest {

    @TempDir
    private Path directory;

    private TestDatabase database;

    @AfterEach
    void disconnect() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres"})
    void the_key_is_made_once_and_the_same_ever_after(String kind) throws SQLException {
        database = database(kind);
        HmacKey made = key(database.node());

        assertThat(areTheSame(made, key(database.node()))).isTrue();
        assertThat(areTheSame(made, HmacKey.random())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres"})
    void nodes_that_start_for_the_first_time_at_once_are_given_one_key(String kind) throws Exception {
        database = database(kind);
        List<DataSource> nodes = List.of(database.node(), database.node(), database.node(), database.node());
        List<HmacKey> keys = Race.of(4, node -> () -> key(nodes.get(node)));

        assertThat(keys).allMatch(key -> areTheSame(key, keys.get(0)));
    }

    private TestDatabase database(String kind) throws SQLException {
        return kind.equals("sqlite") ? TestDatabase.sqlite(directory) : TestDatabase.postgres();
    }

    private static HmacKey key(DataSource node) {
        return new JdbcKeys(node, Clock.systemUTC(), Optional.empty()).master();
    }

    /** A key shows itself to nobody; only what it signs does. */
    private static boolean areTheSame(HmacKey one, HmacKey other) {
        return new CsrfTokens(one).matches(new CsrfTokens(other).issue("binding"), "binding");
    }
}
