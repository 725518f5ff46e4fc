package dev.sallyport.session.jdbc;

import dev.sallyport.session.FailureStore;
import dev.sallyport.session.FailureStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Failed sign-ins in a database. */
abstract class JdbcFailureStoreContract extends FailureStoreContract {

    private TestDatabase database;
    private JdbcFailureStore store;

    abstract TestDatabase database() throws Exception;

    @BeforeEach
    void connect() throws Exception {
        database = database();
        store = new JdbcFailureStore(database.node());
    }

    @AfterEach
    void disconnect() {
        database.close();
    }

    @Override
    protected FailureStore store() {
        return store;
    }
}
