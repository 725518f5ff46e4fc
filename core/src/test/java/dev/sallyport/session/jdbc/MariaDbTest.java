package dev.sallyport.session.jdbc;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** Every contract on this database. */
@Tag("slow")
class MariaDbTest {

    private static TestDatabase opened() throws SQLException {
        return TestDatabase.of("mariadb", Path.of("unused"));
    }

    @Nested
    class Sessions extends JdbcSessionStoreContract {
        @Override
        TestDatabase database() throws SQLException {
            return opened();
        }
    }

    @Nested
    class Events extends JdbcEventStoreContract {
        @Override
        TestDatabase database() throws SQLException {
            return opened();
        }
    }

    @Nested
    class Failures extends JdbcFailureStoreContract {
        @Override
        TestDatabase database() throws SQLException {
            return opened();
        }
    }

    @Nested
    class Links extends JdbcSocialStoreContract {
        @Override
        TestDatabase database() throws SQLException {
            return opened();
        }
    }
}
