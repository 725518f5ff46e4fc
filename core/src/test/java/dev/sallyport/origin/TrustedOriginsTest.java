package dev.sallyport.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.web.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedOriginsTest {

    private final TrustedOrigins trusted =
            TrustedOrigins.of(List.of(Origin.parse("https://foo.com"), Origin.parse("https://bar.com")));

    @Test
    void trusts_each_entry() {
        assertThat(trusted.contains("https://foo.com")).isTrue();
        assertThat(trusted.contains("https://bar.com")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://barfoo.com",
                "https://foo.combar.com",
                "https://foo.comhttps://bar.com",
                "https://foo.com,https://bar.com",
                "https://foo.com, https://bar.com",
                "https://foo.com https://bar.com",
                "https://foo.com.evil.test",
                "https://evilfoo.com",
                "https://evil.foo.com",
                "https://foo.co",
                "https://foo.com:443",
                "https://foo.com/",
                "http://foo.com",
                "https://FOO.com",
                "foo.com",
                "null",
                "*",
                "",
            })
    void rule12_no_two_entries_and_no_near_miss_make_another(String origin) {
        assertThat(trusted.contains(origin)).isFalse();
    }

    @Test
    void however_often_it_is_asked_and_whatever_was_asked_between_a_pattern_says_the_same() {
        TrustedOrigins patterns =
                TrustedOrigins.of(List.of(), List.of(OriginPattern.compile("https://[a-z0-9-]+\\.example\\.com")));
        for (int round = 0; round < 3; round++) {
            assertThat(patterns.contains("https://a.example.com")).isTrue();
            assertThat(patterns.contains("https://a.example.com.evil.test")).isFalse();
            for (int i = 0; i < 3_000; i++) {
                assertThat(patterns.contains("https://a-" + i + ".example.com")).isTrue();
                assertThat(patterns.contains("https://a-" + i + ".evil.test")).isFalse();
            }
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '!', textBlock = """
            https://a.example.com                       ! true
            https://a.b.example.com                     ! true
            https://example.org                         ! true
            https://example.org:8443                    ! true
            https://exampleXorg                         ! false
            https://example.org.evil.test               ! false
            https://evil.test/.example.com              ! false
            https://evil.test?.example.com              ! false
            https://evil.test#.example.com              ! false
            https://user@a.example.com                  ! false
            https://evil.test:1337 https://a.example.com ! false
            https://evil.test,https://a.example.com     ! false
            https://evil.test, https://a.example.com    ! false
            https://a.example.com, https://a.example.com ! false
            https://https://a.example.com               ! false
            https://A.example.com                       ! false
            HTTPS://a.example.com                       ! false
            https://a.example.com/                      ! false
            https://a.example.com:443                   ! false
            https://a.example.com:70000                 ! false
            https://.example.com                        ! false
            https://b\u00fccher.example.com            ! false
            https://a\u3002example.com                 ! false
            https://example.orghttps://example.org      ! false
            null                                        ! false
            """)
    void rule12_a_pattern_meets_nothing_but_whole_origins(String origin, boolean trusted) {
        TrustedOrigins patterns = TrustedOrigins.of(
                List.of(),
                List.of(
                        // Far wider than the start would let through.
                        OriginPattern.compile("https://.*\\.example\\.com"),
                        OriginPattern.compile("https://example\\.org|https://example\\.org:8443"),
                        OriginPattern.compile("null")));

        assertThat(patterns.contains(origin)).isEqualTo(trusted);
    }

    @Test
    void rule12_nothing_longer_than_an_origin_can_be_is_looked_at() {
        TrustedOrigins wide = TrustedOrigins.of(List.of(), List.of(OriginPattern.compile(".*")));
        String longest = "https://" + "a".repeat(253) + ":65535";

        assertThat(wide.contains(longest)).isTrue();
        assertThat(wide.contains(longest.replace("a:", "aa:"))).isFalse();
    }

    @Test
    void an_absent_header_names_none() {
        assertThat(trusted.contains(null)).isFalse();
    }

    @Test
    void is_empty_only_without_entries() {
        assertThat(trusted.isEmpty()).isFalse();
        assertThat(TrustedOrigins.of(List.of()).isEmpty()).isTrue();
        assertThat(TrustedOrigins.of(List.of(), List.of(OriginPattern.compile("https://a")))
                        .isEmpty())
                .isFalse();
        assertThat(TrustedOrigins.of(List.of()).contains("null")).isFalse();
    }
}
