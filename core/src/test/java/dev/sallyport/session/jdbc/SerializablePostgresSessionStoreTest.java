package dev.sallyport.session.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The isolation that distributed databases start with: there, transactions are taken back and have to be run again. */
@Tag("slow")
class SerializablePostgresSessionStoreTest extends JdbcSessionStoreContract {

    @Override
    TestDatabase database() throws SQLException {
        return TestDatabase.postgres("-c default_transaction_isolation=serializable");
    }

    @Test
    void the_isolation_is_what_this_test_is_named_after() throws SQLException {
        try (TestDatabase database = database();
                var connection = database.node().getConnection();
                var row = connection.createStatement().executeQuery("SHOW transaction_isolation")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("serializable");
        }
    }
}
