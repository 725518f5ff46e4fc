package dev.sallyport.session.jdbc;

import java.sql.SQLException;

/** Under the isolation that {@link SerializablePostgresSessionStoreTest} makes sure of. */
class SerializablePostgresFailureStoreTest extends JdbcFailureStoreContract {

    @Override
    TestDatabase database() throws SQLException {
        return TestDatabase.postgres("-c default_transaction_isolation=serializable");
    }
}
