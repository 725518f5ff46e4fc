package dev.sallyport.session.jdbc;

import java.sql.SQLException;

class PostgresSessionStoreTest extends JdbcSessionStoreContract {

    @Override
    TestDatabase database() throws SQLException {
        return TestDatabase.postgres();
    }
}
