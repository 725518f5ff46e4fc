package dev.sallyport.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.User;
import dev.sallyport.social.Identity;
import dev.sallyport.social.Profile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

class AccountStoreTest {

    private static final String PASSWORD = "correct horse battery staple";
    private static final Passwords PASSWORDS = new Passwords();

    @TempDir
    private Path folder;

    private JdbcClient database;
    private AccountStore accounts;

    @BeforeEach
    void addAlice() {
        var source = new DriverManagerDataSource("jdbc:sqlite:" + folder.resolve("accounts.db"));
        new ResourceDatabasePopulator(
                        new ClassPathResource("db/migration/V1__accounts.sql"),
                        new ClassPathResource("db/migration/V2__social_accounts.sql"))
                .execute(source);
        database = JdbcClient.create(source);
        accounts = new AccountStore(database, source, PASSWORDS);
        assertThat(accounts.add("Alice", "alice@example.com", Set.of("user", "admin"), PASSWORD))
                .isTrue();
    }

    @Test
    void whoKnowsThePasswordIsTheUser() {
        User alice = accounts.authenticate("Alice", PASSWORD).orElseThrow();

        assertThat(alice).isEqualTo(new User(alice.id(), "Alice", "alice@example.com", Set.of("user", "admin")));
        assertThat(accounts.find(alice.id())).contains(alice);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "correct horse battery stapl", "Correct horse battery staple", "\0"})
    void anyOtherPasswordIsWrong(String password) {
        assertThat(accounts.authenticate("Alice", password)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bob", "", "\0", "Alice\0", "%", "Alice' --"})
    void anyOtherNameIsUnknown(String name) {
        assertThat(accounts.authenticate(name, PASSWORD)).isEmpty();
        assertThat(accounts.authenticate(name, "nobody has this password")).isEmpty();
        assertThat(accounts.findByUsername(name)).isEmpty();
    }

    @Test
    void aDisabledUserMayNeitherSignInNorGoOn() {
        String id = accounts.findByUsername("alice").orElseThrow().id();
        database.sql("UPDATE account SET disabled = 1").update();

        assertThat(accounts.authenticate("Alice", PASSWORD)).isEmpty();
        assertThat(accounts.find(id)).isEmpty();
    }

    @Test
    void aNameIsGivenOnceHoweverItIsSpelt() {
        assertThat(accounts.add(" aLICE ", "mallory@example.com", Set.of(), "another passphrase"))
                .isFalse();

        assertThat(accounts.authenticate("alice", "another passphrase")).isEmpty();
        assertThat(accounts.authenticate("alice", PASSWORD)).isPresent();
    }

    @Test
    void aPasswordIsTheSameHoweverItsAccentsAreTyped() {
        String id = accounts.findByUsername("alice").orElseThrow().id();
        accounts.setPassword(id, "caf\u00e9 au lait, s'il vous pla\u00eet");

        assertThat(accounts.isPassword(id, "cafe\u0301 au lait, s'il vous plai\u0302t"))
                .isTrue();
        assertThat(accounts.isPassword(id, PASSWORD)).isFalse();
    }

    @Test
    void theDatabaseHoldsAnArgon2HashAndAnOldOneIsRenewedAtTheNextSignIn() {
        String strong = storedHash();
        assertThat(strong).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain(PASSWORD);

        var weaker = new Argon2PasswordEncoder(16, 32, 1, 1024, 1);
        database.sql("UPDATE account SET password_hash = ?")
                .param(weaker.encode(PASSWORD))
                .update();
        assertThat(accounts.authenticate("Alice", PASSWORD)).isPresent();

        assertThat(storedHash()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(strong);
    }

    private String storedHash() {
        return database.sql("SELECT password_hash FROM account")
                .query(String.class)
                .single();
    }

    @Test
    void whoComesByAProviderHasAnAccountWithTheirNameAndNoPassword() {
        User ada = accounts.register("id-1", identity("Ada Lovelace", "ada@example.com"))
                .orElseThrow();

        assertThat(ada).isEqualTo(new User("id-1", "ada-lovelace", "ada@example.com", Set.of("user")));
        assertThat(accounts.hasPassword("id-1")).isFalse();
        assertThat(accounts.authenticate("ada-lovelace", "")).isEmpty();
        assertThat(accounts.authenticate("ada-lovelace", PASSWORD)).isEmpty();
        assertThat(accounts.hasPassword(
                        accounts.findByUsername("alice").orElseThrow().id()))
                .isTrue();
    }

    @Test
    void askedTwiceForOnePersonThereIsOneAccountAndItsNameStays() {
        User first = accounts.register("id-1", identity("Ada", null)).orElseThrow();
        database.sql("UPDATE profile SET display_name = 'The Countess'").update();

        assertThat(accounts.register("id-1", identity("Somebody else", "other@example.com")))
                .contains(first);
        assertThat(database.sql("SELECT display_name FROM profile")
                        .query(String.class)
                        .list())
                .containsExactly("The Countess");
    }

    @Test
    void aNameThatIsTakenIsFollowedByANumber() {
        assertThat(accounts.register("id-1", identity("ALICE", null)).map(User::username))
                .contains("alice-2");
        assertThat(accounts.register("id-2", identity("Älice!", null)).map(User::username))
                .contains("alice-3");
        assertThat(accounts.register("id-3", identity("名前", null)).map(User::username))
                .contains("test-user");
    }

    @Test
    void whoWasDisabledDoesNotComeBackByAProvider() {
        accounts.register("id-1", identity("Ada", null));
        database.sql("UPDATE account SET disabled = 1").update();

        assertThat(accounts.register("id-1", identity("Ada", null))).isEmpty();
        assertThat(accounts.find("id-1")).isEmpty();
    }

    @Test
    void anAddressIsTakenInWhateverCaseItIsWritten() {
        assertThat(accounts.ownsEmail("ALICE@Example.com")).isTrue();
        assertThat(accounts.ownsEmail("ada@example.com")).isFalse();
    }

    private static Identity identity(String name, String email) {
        return new Identity(
                "test",
                "https://id.example.com",
                "subject",
                new Profile(Optional.empty(), Optional.ofNullable(email), Optional.of(name), Optional.empty()));
    }
}
