package dev.sallyport.session.jdbc;

import static dev.sallyport.session.Sample.NOW;
import static dev.sallyport.session.Sample.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.session.Session;
import dev.sallyport.token.OneTimeValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteSessionStoreTest extends JdbcSessionStoreContract {

    @TempDir
    private Path directory;

    @Override
    TestDatabase database() {
        return TestDatabase.sqlite(directory);
    }

    @Test
    void sessions_survive_closing_and_opening_the_file_again() {
        Session session = session("s", "alice");
        store().open(session, Optional.empty(), List.of());
        store().revoke("s", NOW);
        disconnect();

        try (TestDatabase reopened = TestDatabase.sqlite(directory)) {
            assertThat(new JdbcSessionStore(reopened.node()).find("s")).contains(session.revoked(NOW));
        }
    }

    @Test
    void rule33_what_was_used_stays_used_after_closing_and_opening_the_file_again() {
        OneTimeValue visitor = OneTimeValue.of("visitor", "visitor", NOW);
        store().open(session("s", "alice"), Optional.empty(), List.of(visitor));
        disconnect();

        try (TestDatabase reopened = TestDatabase.sqlite(directory)) {
            assertThat(new JdbcSessionStore(reopened.node())
                            .open(session("t", "alice"), Optional.empty(), List.of(visitor)))
                    .contains(visitor);
        }
    }
}
