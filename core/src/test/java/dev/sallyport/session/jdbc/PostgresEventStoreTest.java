package dev.sallyport.session.jdbc;

import java.sql.SQLException;

class PostgresEventStoreTest extends JdbcEventStoreContract {

    @Override
    TestDatabase database() throws SQLException {
        return TestDatabase.postgres();
    }
}
