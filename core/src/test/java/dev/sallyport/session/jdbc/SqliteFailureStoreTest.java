package dev.sallyport.session.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteFailureStoreTest extends JdbcFailureStoreContract {

    @TempDir
    private Path directory;

    @Override
    TestDatabase database() {
        return TestDatabase.sqlite(directory);
    }
}
