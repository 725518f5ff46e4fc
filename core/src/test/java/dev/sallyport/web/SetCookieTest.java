package dev.sallyport.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sallyport.web.SetCookie.Attributes;
import dev.sallyport.web.SetCookie.SameSite;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetCookieTest {

    private static final Attributes SEALED = new Attributes(true, true, SameSite.STRICT);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            604800 | true  | true  | STRICT | n=v; Max-Age=604800; HttpOnly; Secure; SameSite=Strict; Path=/
                   | true  | true  | LAX    | n=v; HttpOnly; Secure; SameSite=Lax; Path=/
                   | false | true  | STRICT | n=v; Secure; SameSite=Strict; Path=/
            0      | true  | false | STRICT | n=v; Max-Age=0; HttpOnly; SameSite=Strict; Path=/
                   | false | false | STRICT | n=v; SameSite=Strict; Path=/
            """)
    void rule1_and_2_every_attribute_is_written_out(
            Long maxAge, boolean httpOnly, boolean secure, SameSite sameSite, String line) {
        Optional<Duration> age = Optional.ofNullable(maxAge).map(Duration::ofSeconds);

        assertThat(new SetCookie("n", "v", age, new Attributes(httpOnly, secure, sameSite)).header())
                .isEqualTo(line);
    }

    @Test
    void rule4_a_line_of_4096_bytes_is_the_longest() {
        assertThat(ofLength(4096).header()).hasSize(4096);
    }

    @Test
    void rule4_a_longer_line_cannot_even_be_made_so_that_nothing_was_stored_by_then() {
        assertThatIllegalStateException().isThrownBy(() -> ofLength(4097)).withMessageContaining("4096 bytes");
    }

    @Test
    void rule4_bytes_count_and_not_characters() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new SetCookie("n", "é".repeat(2040), Optional.empty(), SEALED));
    }

    @Test
    void its_text_form_leaks_nothing() {
        assertThat(new SetCookie("access", "secret", Optional.empty(), SEALED)).hasToString("Set-Cookie access");
    }

    private static SetCookie ofLength(int bytes) {
        String frame = "n=; HttpOnly; Secure; SameSite=Strict; Path=/";
        return new SetCookie("n", "v".repeat(bytes - frame.length()), Optional.empty(), SEALED);
    }
}
