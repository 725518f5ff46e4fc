package dev.sallyport.social;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What strangers wrote about themselves, made fit to be shown. */
class ProfileTest {

    @Test
    void control_and_formatting_characters_go_and_lengths_are_bounded() {
        Profile profile = profile(" Al\u0000i\u202ece\n\u2028 ", "x".repeat(300));

        assertThat(profile.name()).contains("Alice");
        assertThat(profile.username().orElseThrow()).hasSize(200);
        assertThat(profile("\ud800\u200b", " ").name()).isEmpty();
        assertThat(profile("😀".repeat(300), "a").name().orElseThrow()).isEqualTo("😀".repeat(200));
    }

    @ParameterizedTest
    @CsvSource({"alice@example.com, true", "alice, false", "@example.com, false"})
    void an_email_looks_like_one(String email, boolean kept) {
        Profile profile = new Profile(Optional.empty(), Optional.of(email), Optional.empty(), Optional.empty());

        assertThat(profile.email().isPresent()).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({"https://img.example.com/a, true", "http://img.example.com/a, false", "javascript:alert(1), false"})
    void a_picture_is_an_address_that_may_be_shown(String picture, boolean kept) {
        Profile profile = new Profile(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(picture));

        assertThat(profile.picture().isPresent()).isEqualTo(kept);
    }

    private static Profile profile(String name, String username) {
        return new Profile(Optional.of(username), Optional.empty(), Optional.of(name), Optional.empty());
    }
}
