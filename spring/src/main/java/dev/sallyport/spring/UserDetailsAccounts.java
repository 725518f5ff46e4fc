package dev.sallyport.spring;

import dev.sallyport.Accounts;
import dev.sallyport.User;
import dev.sallyport.key.Secrets;
import dev.sallyport.session.StoreUnavailableException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AccountStatusException;
import org.springframework.security.authentication.AccountStatusUserDetailsChecker;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsChecker;
import org.springframework.security.core.userdetails.UserDetailsPasswordService;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.util.function.SingletonSupplier;

/**
 * The users that an application has for Spring Security already. Whoever is locked, disabled or expired may not sign in and is not
 * refreshed.
 */
final class UserDetailsAccounts implements Accounts {

    private static final Logger LOG = LoggerFactory.getLogger(UserDetailsAccounts.class);

    private final UserDetailsService users;
    private final UserDetailsMapper mapper;
    private final PasswordEncoder encoder;
    private final UserDetailsPasswordService upgrades;
    private final UserDetailsChecker status = new AccountStatusUserDetailsChecker();
    private final SingletonSupplier<String> nobodysHash;
    private final AtomicBoolean complained = new AtomicBoolean();

    /**
     * Users of {@code users}, as {@code mapper} sees them.
     *
     * @param upgrades is given a new hash of a password whose hash is out of date
     */
    UserDetailsAccounts(
            UserDetailsService users,
            UserDetailsMapper mapper,
            PasswordEncoder encoder,
            UserDetailsPasswordService upgrades) {
        this.users = users;
        this.mapper = mapper;
        this.encoder = encoder;
        this.upgrades = upgrades;
        this.nobodysHash = SingletonSupplier.of(() -> encoder.encode(Secrets.randomId()));
    }

    /** The status comes last: whoever is told faster that an account is disabled learns that there is one [23]. */
    @Override
    public Optional<User> authenticate(String username, String password) {
        String none = nobodysHash.obtain();
        // A database that refuses the character by an error would make a wrong name look like a fault.
        Optional<UserDetails> found =
                username.indexOf('\0') < 0 ? orUnavailable(() -> load(users, username)) : Optional.empty();
        String hash = found.map(UserDetails::getPassword)
                .filter(text -> !text.isEmpty())
                .orElse(none);
        boolean matches = matches(password, hash);
        return found.filter(user -> matches && !hash.equals(none) && mayEnter(user))
                .map(user -> upgraded(user, password))
                .map(mapper::user);
    }

    @Override
    public Optional<User> find(String userId) {
        return orUnavailable(() -> mapper.find(userId)).filter(this::mayEnter).map(mapper::user);
    }

    /** As {@link UserDetailsMapper} has it where the application has none: the id is the name. */
    static UserDetailsMapper byName(UserDetailsService users) {
        return new UserDetailsMapper() {
            @Override
            public User user(UserDetails details) {
                return new User(details.getUsername(), details.getUsername(), null, UserDetailsMapper.roles(details));
            }

            @Override
            public Optional<UserDetails> find(String userId) {
                return UserDetailsAccounts.load(users, userId);
            }
        };
    }

    private static Optional<UserDetails> load(UserDetailsService users, String username) {
        try {
            return Optional.ofNullable(users.loadUserByUsername(username));
        } catch (UsernameNotFoundException unknown) {
            return Optional.empty();
        }
    }

    /** An encoder throws for what another one wrote. That is a fault of the set-up, and no reason to let anybody in. */
    private boolean matches(String password, String hash) {
        try {
            return encoder.matches(password, hash);
        } catch (IllegalArgumentException unknown) {
            if (!complained.getAndSet(true)) {
                LOG.error("A user cannot sign in: the PasswordEncoder does not know how their password was hashed."
                        + " Define a bean of type PasswordEncoder that does.");
            }
            return false;
        }
    }

    private boolean mayEnter(UserDetails user) {
        try {
            status.check(user);
            return true;
        } catch (AccountStatusException barred) {
            return false;
        }
    }

    /** A hash that cannot be replaced is good still. */
    private UserDetails upgraded(UserDetails user, String password) {
        try {
            return encoder.upgradeEncoding(user.getPassword())
                    ? upgrades.updatePassword(user, encoder.encode(password))
                    : user;
        } catch (RuntimeException later) {
            LOG.warn(
                    "The hash of a password is out of date and could not be replaced: {}",
                    later.getClass().getName());
            return user;
        }
    }

    /** A repository that fails knows nothing of the user, and must not sign anybody out. */
    private static <T> T orUnavailable(Supplier<T> work) {
        try {
            return work.get();
        } catch (StoreUnavailableException fault) {
            throw fault;
        } catch (RuntimeException fault) {
            throw new StoreUnavailableException("the UserDetailsService failed", fault);
        }
    }
}
