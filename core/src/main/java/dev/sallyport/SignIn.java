package dev.sallyport;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A wish to sign in.
 *
 * @param transport how the tokens are to travel, by the name a client gives it; empty for the default, {@code cookie}
 * @param methods how the user proves who they are, for the claim {@code amr} (RFC 8176)
 * @param proof looks at the proof once both doors are open, and not before: a refused request must learn nothing from it
 */
public record SignIn(Optional<String> transport, List<String> methods, Supplier<Optional<User>> proof) {

    /** With a password that {@code proof} checks. */
    public static SignIn withPassword(Optional<String> transport, Supplier<Optional<User>> proof) {
        return new SignIn(transport, List.of("pwd"), proof);
    }
}
