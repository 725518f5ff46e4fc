package dev.sallyport.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.web.Authorization;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Authorization header against the grammar of RFC 6750, written as a regular expression. */
public final class AuthorizationFuzz {

    static final List<String> SEEDS = List.of(
            "JWT abc.def-_~+/==",
            "Bearer x",
            "bearer",
            "JWT  a b",
            "Basic YTpi",
            "JWT a,b",
            "JWT\tx",
            "JWT =",
            "jwt a=a");

    private static final Pattern KNOWN =
            Pattern.compile("(?i:(jwt|bearer))(?![A-Za-z0-9!#$%&'*+.^_`|~-])(.*)", Pattern.DOTALL);
    private static final Pattern TOKEN = Pattern.compile(" +([A-Za-z0-9._~+/-]+=*)");

    private AuthorizationFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String value = Fuzzing.text(input);
        if (value.length() > 4096) {
            return; // Its end is not looked at.
        }
        Optional<Authorization> read = Authorization.read(name -> List.of(value), Set.of("jwt", "bearer"));
        Matcher known = KNOWN.matcher(value);
        assertThat(read.isPresent()).isEqualTo(known.matches());
        if (read.isPresent()) {
            Matcher token = TOKEN.matcher(known.group(2));
            assertThat(read.get().token()).isEqualTo(token.matches() ? Optional.of(token.group(1)) : Optional.empty());
        }
    }
}
