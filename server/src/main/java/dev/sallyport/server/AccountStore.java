package dev.sallyport.server;

import dev.sallyport.Accounts;
import dev.sallyport.User;
import dev.sallyport.session.StoreUnavailableException;
import dev.sallyport.social.Identity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The accounts in the table {@code account}. */
@Component
public class AccountStore implements Accounts {

    private record Row(User user, String passwordHash, boolean disabled) {

        @Override
        public String toString() {
            return user.toString();
        }

        Optional<String> hash() {
            return passwordHash.isEmpty() ? Optional.empty() : Optional.of(passwordHash);
        }
    }

    /** Marks an account whose owner comes by a provider only. */
    private static final String NO_PASSWORD = "";

    private static final int LONGEST_DISPLAY_NAME = 100;

    private static final String SELECT =
            "SELECT id, username, email, roles, password_hash, disabled FROM account WHERE ";

    private final JdbcClient jdbc;
    private final JdbcClient lookups;
    private final Passwords passwords;

    AccountStore(JdbcClient jdbc, @Qualifier(DatabaseConfiguration.LOOKUPS) DataSource lookups, Passwords passwords) {
        this.jdbc = jdbc;
        this.lookups = JdbcClient.create(lookups);
        this.passwords = passwords;
    }

    @Override
    public Optional<User> authenticate(String username, String password) {
        Optional<Row> row = findNamed(username);
        boolean matches = passwords.matches(password, row.flatMap(Row::hash));
        Optional<Row> proved = row.filter(account -> matches && !account.disabled());
        proved.filter(account -> passwords.isOutdated(account.passwordHash()))
                .ifPresent(account -> setPassword(account.user().id(), password));
        return proved.map(Row::user);
    }

    @Override
    public String foldName(String username) {
        return key(username);
    }

    @Override
    public Optional<User> find(String userId) {
        return findRow("id = ?", userId).filter(row -> !row.disabled()).map(Row::user);
    }

    @Override
    public Optional<User> register(String userId, Identity identity) {
        String email = identity.profile().email().orElse(null);
        // A name that is taken is tried again with a number behind it; a random one ends the search in a crowd.
        for (String username : Usernames.candidates(identity)) {
            insert(new Newcomer(userId, username, email, Set.of("user"), NO_PASSWORD));
            Optional<Row> account = findRow("id = ?", userId);
            if (account.isPresent()) {
                identity.profile().name().ifPresent(name -> nameOnce(userId, name));
                return account.filter(row -> !row.disabled()).map(Row::user);
            }
        }
        throw new IllegalStateException("no username is free for a newcomer");
    }

    @Override
    public boolean ownsEmail(String email) {
        return findRow("LOWER(email) = ?", email.toLowerCase(Locale.ROOT)).isPresent();
    }

    @Override
    public boolean hasPassword(String userId) {
        return findRow("id = ?", userId).flatMap(Row::hash).isPresent();
    }

    /** The user who signs in with this name, disabled or not. */
    public Optional<User> findByUsername(String username) {
        return findNamed(username).map(Row::user);
    }

    /** Whether this is the user's password. */
    public boolean isPassword(String userId, String password) {
        return passwords.matches(password, findRow("id = ?", userId).flatMap(Row::hash));
    }

    /** Adds a user unless the name is taken, as by another node that starts at the same time, and says whether it did. */
    public boolean add(String username, String email, Set<String> roles, String password) {
        return insert(new Newcomer(UUID.randomUUID().toString(), username, email, roles, passwords.hash(password)));
    }

    /** Replaces a password. Sessions opened with the old one go on until they are revoked. */
    public void setPassword(String userId, String password) {
        String hash = passwords.hash(password);
        orUnavailable(() -> jdbc.sql("UPDATE account SET password_hash = ? WHERE id = ?")
                .params(hash, userId)
                .update());
    }

    private record Newcomer(
            String id, String username, @Nullable String email, Set<String> roles, String passwordHash) {

        @Override
        public String toString() {
            return username;
        }
    }

    /** Whether there was neither an account of this id nor one of this name. */
    private boolean insert(Newcomer newcomer) {
        return orUnavailable(() ->
                jdbc.sql("INSERT INTO account (id, username, username_key, email, roles, password_hash, disabled)"
                                        + " VALUES (?, ?, ?, ?, ?, ?, 0) ON CONFLICT DO NOTHING")
                                .params(newcomer.id(), newcomer.username(), key(newcomer.username()))
                                .param(newcomer.email())
                                .params(String.join(" ", newcomer.roles()), newcomer.passwordHash())
                                .update()
                        == 1);
    }

    /** The name that a provider gave; one that the person wrote themselves stays. */
    private void nameOnce(String userId, String name) {
        int longest = Math.min(LONGEST_DISPLAY_NAME, name.codePointCount(0, name.length()));
        String displayName = name.substring(0, name.offsetByCodePoints(0, longest));
        orUnavailable(() -> jdbc.sql("INSERT INTO profile (account_id, display_name, bio) VALUES (?, ?, '')"
                        + " ON CONFLICT (account_id) DO NOTHING")
                .params(userId, displayName)
                .update());
    }

    private Optional<Row> findNamed(String username) {
        // PostgreSQL refuses the character with an error, which would make a wrong name look like a fault.
        return username.indexOf('\0') < 0 ? findRow("username_key = ?", key(username)) : Optional.empty();
    }

    private Optional<Row> findRow(String condition, String value) {
        return orUnavailable(() -> lookups.sql(SELECT + condition).param(value).query(AccountStore::row).list().stream()
                .findFirst());
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        String roles = row.getString("roles");
        User user = new User(
                row.getString("id"),
                row.getString("username"),
                row.getString("email"),
                roles.isEmpty() ? Set.of() : Set.of(roles.split(" ")));
        return new Row(user, row.getString("password_hash"), row.getInt("disabled") != 0);
    }

    /** What makes two spellings one name. */
    private static String key(String username) {
        return username.strip().toLowerCase(Locale.ROOT);
    }

    private static <T> T orUnavailable(Supplier<T> work) {
        try {
            return work.get();
        } catch (DataAccessException fault) {
            throw new StoreUnavailableException("the account database failed", fault);
        }
    }
}
