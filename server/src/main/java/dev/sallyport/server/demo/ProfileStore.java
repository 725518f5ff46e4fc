package dev.sallyport.server.demo;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Profiles, one for each account. */
@Component
class ProfileStore {

    private final JdbcClient jdbc;

    ProfileStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The profile of an account; until it is edited, the display name is the username. */
    Optional<Profile> find(String accountId) {
        return jdbc.sql("SELECT a.username, a.email, COALESCE(p.display_name, a.username) AS display_name,"
                        + " COALESCE(p.bio, '') AS bio"
                        + " FROM account a LEFT JOIN profile p ON p.account_id = a.id WHERE a.id = ?")
                .param(accountId)
                .query(Profile.class)
                .optional();
    }

    void save(String accountId, String displayName, String bio) {
        jdbc.sql(
                        "INSERT INTO profile (account_id, display_name, bio) VALUES (?, ?, ?)"
                                + " ON CONFLICT (account_id) DO UPDATE SET display_name = excluded.display_name, bio = excluded.bio")
                .params(accountId, displayName, bio)
                .update();
    }
}
