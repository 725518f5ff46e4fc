package dev.sallyport.session.jdbc;

import static dev.sallyport.session.Sample.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.session.EventStore.Entry;
import dev.sallyport.session.EventStore.Group;
import dev.sallyport.session.StoreUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The table of events, as an operator finds it. */
abstract class JdbcEventStoreContract {

    private TestDatabase database;
    private DataSource node;
    private JdbcEventStore store;

    abstract TestDatabase database() throws Exception;

    @BeforeEach
    void connect() throws Exception {
        database = database();
        node = database.node();
        store = new JdbcEventStore(node);
    }

    @AfterEach
    void disconnect() {
        database.close();
    }

    @Test
    void keeps_every_field_of_an_entry() throws SQLException {
        Entry full = new Entry(
                "full",
                NOW,
                "REFUSED",
                Optional.of("alice"),
                Optional.of("s"),
                "192.0.2.7",
                Optional.of("csrf_missing"),
                1_000_000);
        Entry bare =
                new Entry("bare", NOW, "SIGN_IN_REJECTED", Optional.empty(), Optional.empty(), "", Optional.empty(), 1);
        store.add(List.of(full, bare));

        assertThat(rows("ORDER BY id DESC")).containsExactly(full, bare);
    }

    @Test
    void adding_again_what_is_there_adds_nothing_but_what_is_new() throws SQLException {
        store.add(List.of(entry("one", NOW)));
        store.add(List.of(entry("one", NOW.plusSeconds(1)), entry("two", NOW)));

        assertThat(rows("ORDER BY id")).containsExactly(entry("one", NOW), entry("two", NOW));
    }

    @Test
    void of_what_is_there_the_occurrences_rise_and_nothing_else_changes() throws SQLException {
        store.add(List.of(occurring("one", 1, NOW), occurring("two", 5, NOW)));
        store.add(List.of(occurring("one", 7, NOW.plusSeconds(1)), occurring("two", 4, NOW)));

        assertThat(rows("ORDER BY id")).containsExactly(occurring("one", 7, NOW), occurring("two", 5, NOW));
    }

    @Test
    void what_a_node_of_the_version_before_adds_occurred_once() throws SQLException {
        try (var connection = node.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(
                    "INSERT INTO sallyport_event (id, occurred_at, kind, address) VALUES ('old', 0, 'REFUSED', '')");
        }

        assertThat(rows("")).singleElement().matches(row -> row.occurrences() == 1);
    }

    @Test
    void keeps_the_latest_of_a_group_and_whatever_is_not_of_it() throws SQLException {
        for (int i = 0; i < 10; i++) {
            store.add(List.of(
                    refusal("nobody" + i, Optional.empty(), NOW.plusSeconds(i)),
                    refusal("alice" + i, Optional.of("alice"), NOW.plusSeconds(i)),
                    entry("in" + i, NOW.plusSeconds(i))));
        }
        Group nobodys = new Group("REFUSED", false);

        assertThat(List.of(store.purge(nobodys, 3, 5), store.purge(nobodys, 3, 5), store.purge(nobodys, 3, 5)))
                .containsExactly(5, 2, 0);
        assertThat(rows("WHERE user_id IS NULL ORDER BY id"))
                .extracting(Entry::id)
                .containsExactly("nobody7", "nobody8", "nobody9");
        assertThat(store.purge(new Group("REFUSED", true), 9, 5)).isEqualTo(1);
        assertThat(rows("WHERE kind = 'REFUSED' AND user_id IS NOT NULL")).hasSize(9);
        assertThat(rows("WHERE kind = 'SIGNED_IN'")).hasSize(10);
    }

    @Test
    void adds_all_or_none() throws SQLException {
        BrittleDataSource brittle =
                new BrittleDataSource(node).breakAt("prepareStatement", 2, BrittleDataSource.fault());

        assertThatThrownBy(() ->
                        new JdbcEventStore(brittle.dataSource()).add(List.of(entry("one", NOW), entry("two", NOW))))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(rows("")).isEmpty();
    }

    @Test
    void whatever_a_user_is_called_and_an_address_pretends_to_be_fits() throws SQLException {
        store.add(List.of(new Entry(
                "odd",
                NOW,
                "REFUSED",
                Optional.of("\u0000\r\n" + "ü".repeat(300)),
                Optional.of("s".repeat(100)),
                "1".repeat(100),
                Optional.empty(),
                1)));

        Entry odd = rows("").get(0);
        assertThat(odd.userId().orElseThrow()).startsWith("???ü").hasSize(255);
        assertThat(odd.sessionId().orElseThrow()).hasSize(64);
        assertThat(odd.address()).hasSize(64);
    }

    @Test
    void forgets_what_is_from_before_then_and_no_more_at_once_than_told() throws SQLException {
        store.add(IntStream.range(0, 5)
                .mapToObj(i -> entry("old" + i, NOW.minusMillis(1)))
                .toList());
        store.add(List.of(entry("then", NOW)));

        assertThat(List.of(store.purge(NOW, 2), store.purge(NOW, 2), store.purge(NOW, 2), store.purge(NOW, 2)))
                .containsExactly(2, 2, 1, 0);
        assertThat(rows("")).containsExactly(entry("then", NOW));
    }

    @Test
    void what_the_guide_tells_an_operator_to_ask_is_answered() throws Exception {
        String session = "RmSamUnmvBL-DvMpPZOl8Q";
        store.add(Stream.of("SIGNED_IN", "REFRESH_REUSED", "SIGN_IN_REJECTED")
                .map(kind -> new Entry(
                        kind, NOW, kind, Optional.of("alice"), Optional.of(session), "192.0.2.7", Optional.empty(), 1))
                .toList());
        List<String> questions = Pattern.compile("```sql\n(.*?);\n```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/events.md")))
                .results()
                .map(question -> question.group(1))
                .toList();

        assertThat(questions).hasSize(4);
        for (String question : questions) {
            try (var connection = node.getConnection();
                    var statement = connection.createStatement();
                    ResultSet answer = statement.executeQuery(question)) {
                assertThat(answer.next()).as(question).isTrue();
            }
        }
    }

    private static Entry entry(String id, Instant at) {
        return new Entry(id, at, "SIGNED_IN", Optional.of("alice"), Optional.of("s"), "192.0.2.7", Optional.empty(), 1);
    }

    private static Entry refusal(String id, Optional<String> user, Instant at) {
        return new Entry(id, at, "REFUSED", user, Optional.empty(), "192.0.2.7", Optional.of("csrf_missing"), 1);
    }

    private static Entry occurring(String id, int occurrences, Instant at) {
        return new Entry(id, at, "REFUSED", Optional.empty(), Optional.empty(), "", Optional.empty(), occurrences);
    }

    private List<Entry> rows(String clauses) throws SQLException {
        List<Entry> rows = new ArrayList<>();
        try (var connection = node.getConnection();
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM sallyport_event " + clauses)) {
            while (row.next()) {
                rows.add(new Entry(
                        row.getString("id"),
                        Instant.ofEpochMilli(row.getLong("occurred_at")),
                        row.getString("kind"),
                        Optional.ofNullable(row.getString("user_id")),
                        Optional.ofNullable(row.getString("session_id")),
                        row.getString("address"),
                        Optional.ofNullable(row.getString("refusal")),
                        row.getInt("occurrences")));
            }
        }
        return rows;
    }
}
