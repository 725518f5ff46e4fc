package dev.sallyport.session.jdbc;

import dev.sallyport.social.SocialStore;
import dev.sallyport.social.SocialStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Links in a database. */
abstract class JdbcSocialStoreContract extends SocialStoreContract {

    private TestDatabase database;
    private JdbcSocialStore store;

    abstract TestDatabase database() throws Exception;

    @BeforeEach
    void connect() throws Exception {
        database = database();
        store = new JdbcSocialStore(database.node());
    }

    @AfterEach
    void disconnect() {
        database.close();
    }

    @Override
    protected SocialStore store() {
        return store;
    }
}
