package dev.sallyport.session.jdbc;

import java.sql.SQLException;

class PostgresFailureStoreTest extends JdbcFailureStoreContract {

    @Override
    TestDatabase database() throws SQLException {
        return TestDatabase.postgres();
    }
}
