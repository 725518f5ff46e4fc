package dev.sallyport.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.session.StoreUnavailableException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Users of Spring Security at the gate. */
class UserDetailsAccountsTest {

    private static final String PASSWORD = "correct horse";

    private final Map<String, UserDetails> rows = new HashMap<>();
    private final CountingEncoder encoder = new CountingEncoder(new BCryptPasswordEncoder(4));
    private final UserDetailsAccounts accounts = accounts(this::load, encoder);

    private UserDetails load(String username) {
        return Optional.ofNullable(rows.get(username)).orElseThrow(() -> new UsernameNotFoundException(username));
    }

    private static UserDetailsAccounts accounts(UserDetailsService users, PasswordEncoder encoder) {
        return new UserDetailsAccounts(users, UserDetailsAccounts.byName(users), encoder, (user, hash) -> user);
    }

    private void add(String username, String state) {
        rows.put(
                username,
                User.withUsername(username)
                        .password(state.equals("without a password") ? "" : encoder.encode(PASSWORD))
                        .authorities("ROLE_ADMIN", "orders:read")
                        .disabled(state.equals("disabled"))
                        .accountLocked(state.equals("locked"))
                        .accountExpired(state.equals("expired"))
                        .credentialsExpired(state.equals("with an old password"))
                        .build());
    }

    @Test
    void the_name_is_the_id_and_authorities_are_roles() {
        add("ann", "well");

        dev.sallyport.User ann = accounts.authenticate("ann", PASSWORD).orElseThrow();

        assertThat(ann.id()).isEqualTo("ann");
        assertThat(ann.roles()).containsExactlyInAnyOrder("ADMIN", "orders:read");
        assertThat(accounts.find("ann")).contains(ann);
        assertThat(accounts.find("bob")).isEmpty();
    }

    @ParameterizedTest(name = "{0} with {1}: gets in {2}")
    @CsvSource({
        "well, correct horse, true",
        "well, wrong, false",
        "disabled, correct horse, false",
        "locked, correct horse, false",
        "expired, correct horse, false",
        "with an old password, correct horse, false",
        "without a password, correct horse, false",
        "without a password, '', false",
        "unknown, correct horse, false",
    })
    void rule23_one_hash_is_compared_whoever_tries(String state, String password, boolean getsIn) {
        if (!state.equals("unknown")) {
            add("ann", state);
        }
        accounts.authenticate("somebody else", password);
        encoder.compared = 0;

        assertThat(accounts.authenticate("ann", password).isPresent()).isEqualTo(getsIn);

        assertThat(encoder.compared).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"disabled", "locked", "expired", "with an old password"})
    void whoever_is_barred_is_not_refreshed(String state) {
        add("ann", state);

        assertThat(accounts.find("ann")).isEmpty();
    }

    @Test
    void a_repository_that_fails_signs_nobody_out() {
        UserDetailsAccounts failing = accounts(
                username -> {
                    throw new IllegalStateException("no connection");
                },
                encoder);

        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> failing.find("ann"));
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> failing.authenticate("ann", PASSWORD));
    }

    @Test
    void a_character_that_databases_refuse_is_no_fault() {
        UserDetailsAccounts strict = accounts(
                username -> {
                    throw new IllegalStateException("invalid byte sequence");
                },
                encoder);

        assertThat(strict.authenticate("ann\0", PASSWORD)).isEmpty();
    }

    @Test
    void a_hash_of_an_unknown_kind_lets_nobody_in() {
        PasswordEncoder strict = PasswordEncoderFactories.createDelegatingPasswordEncoder();
        add("ann", "well");

        assertThat(accounts(this::load, strict).authenticate("ann", PASSWORD)).isEmpty();
    }

    @Test
    void a_hash_that_is_out_of_date_is_replaced_and_a_fault_of_that_is_nobodys_trouble() {
        PasswordEncoder current = PasswordEncoderFactories.createDelegatingPasswordEncoder();
        rows.put("ann", User.withUsername("ann").password("{noop}" + PASSWORD).build());
        UserDetailsAccounts failing =
                new UserDetailsAccounts(this::load, UserDetailsAccounts.byName(this::load), current, (user, hash) -> {
                    throw new IllegalStateException("read only");
                });
        UserDetailsAccounts replacing =
                new UserDetailsAccounts(this::load, UserDetailsAccounts.byName(this::load), current, (user, hash) -> {
                    UserDetails replaced =
                            User.withUserDetails(user).password(hash).build();
                    rows.put(user.getUsername(), replaced);
                    return replaced;
                });

        assertThat(failing.authenticate("ann", PASSWORD)).isPresent();
        assertThat(replacing.authenticate("ann", PASSWORD)).isPresent();
        assertThat(rows.get("ann").getPassword()).startsWith("{bcrypt}");
        assertThat(replacing.authenticate("ann", PASSWORD)).isPresent();
    }

    private static final class CountingEncoder implements PasswordEncoder {

        private final PasswordEncoder real;
        private int compared;

        CountingEncoder(PasswordEncoder real) {
            this.real = real;
        }

        @Override
        public @Nullable String encode(@Nullable CharSequence password) {
            return real.encode(password);
        }

        @Override
        public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
            compared++;
            return real.matches(password, hash);
        }
    }
}
