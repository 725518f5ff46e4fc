package dev.sallyport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationTest {

    private static final Set<String> SCHEMES = Set.of("jwt", "bearer");

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "JWT abc,            jwt,    abc",
                "Bearer a.b-c_d~e+/=, bearer, a.b-c_d~e+/=",
                "bEaReR abc==,       bearer, abc==",
                "JWT   abc,          jwt,    abc",
            })
    void a_known_scheme_and_a_token(String value, String scheme, String token) {
        assertThat(read(value)).contains(new Authorization(scheme, Optional.of(token)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JWT",
                "JWT ",
                "JWT  ",
                "jwt a b",
                "JWT a,b",
                "JWT \"abc\"",
                "JWT token=abc",
                "JWT =",
                "JWT ===",
                "JWT a=b",
                "JWT ab c==",
                "JWT\tabc",
                "JWT,abc",
                "JWT: abc",
                "JWT ab\u00e9",
                "JWT ab\u0000",
                "JWT abc "
            })
    void a_known_scheme_and_no_token_is_malformed(String value) {
        assertThat(read(value)).contains(new Authorization("jwt", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "abc", "Basic YTpi", "JWTx abc", "Token abc", " JWT abc", "J WT abc", "Bea rer x"})
    void an_unknown_scheme_is_not_ours_to_judge(String value) {
        assertThat(read(value)).isEmpty();
    }

    @Test
    void rule12_of_what_is_longer_than_any_token_only_the_beginning_is_looked_at() {
        assertThat(read("JWT " + "a".repeat(9000)).orElseThrow().token().orElseThrow())
                .hasSize(4097);
        assertThat(read("j".repeat(9000))).isEmpty();
    }

    @Test
    void no_header_is_none() {
        assertThat(Authorization.read(name -> List.of(), SCHEMES)).isEmpty();
    }

    @Test
    void two_headers_are_malformed_and_never_the_first_of_them() {
        Headers two = name -> List.of("JWT abc", "JWT def");

        assertThat(Authorization.read(two, SCHEMES)).contains(new Authorization("jwt", Optional.empty()));
    }

    @Test
    void its_text_form_keeps_the_token() {
        assertThat(read("JWT abc").orElseThrow()).hasToString("Authorization jwt");
    }

    private static Optional<Authorization> read(String value) {
        return Authorization.read(name -> name.equals("Authorization") ? List.of(value) : List.of(), SCHEMES);
    }
}
