package dev.sallyport;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A wish to sign in.
 *
 * @param transport how the tokens are to travel, by the name a client gives it; empty for the default, {@code cookie}
 * @param methods how the user proves who they are, for the claim {@code amr} (RFC 8176)
 * @param account which account is tried, by its {@linkplain Accounts#foldName folded name}: a browser that gets in, and keeps
 *     cookies, is known at it from then on
 * @param proof looks at the proof once both doors are open, and not before: a refused request must learn nothing from it. It is
 *     told the id by which the browser is known at the account, if it is: strangers' failures should not count against it
 */
public record SignIn(
        Optional<String> transport,
        List<String> methods,
        Optional<String> account,
        Function<Optional<String>, Optional<User>> proof) {

    /** With a password that {@code proof} checks. */
    public static SignIn withPassword(Optional<String> transport, Supplier<Optional<User>> proof) {
        return new SignIn(transport, List.of("pwd"), Optional.empty(), stranger -> proof.get());
    }

    /** With a password for {@code account} that {@code proof} checks. */
    public static SignIn withPassword(
            Optional<String> transport, String account, Function<Optional<String>, Optional<User>> proof) {
        return new SignIn(transport, List.of("pwd"), Optional.of(account), proof);
    }
}
