package dev.sallyport.session.jdbc;

import java.sql.SQLException;

class PostgresSocialStoreTest extends JdbcSocialStoreContract {

    @Override
    TestDatabase database() throws SQLException {
        return TestDatabase.postgres();
    }
}
