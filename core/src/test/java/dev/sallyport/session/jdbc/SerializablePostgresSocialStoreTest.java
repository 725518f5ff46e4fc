package dev.sallyport.session.jdbc;

import java.sql.SQLException;
import org.junit.jupiter.api.Tag;

/** Under the isolation that {@link SerializablePostgresSessionStoreTest} makes sure of. */
@Tag("slow")
class SerializablePostgresSocialStoreTest extends JdbcSocialStoreContract {

    @Override
    TestDatabase database() throws SQLException {
        return TestDatabase.postgres("-c default_transaction_isolation=serializable");
    }
}
