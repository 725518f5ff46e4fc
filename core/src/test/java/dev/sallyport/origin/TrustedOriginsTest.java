package dev.sallyport.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.web.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
    void an_absent_header_names_none() {
        assertThat(trusted.contains(null)).isFalse();
    }

    @Test
    void is_empty_only_without_entries() {
        assertThat(trusted.isEmpty()).isFalse();
        assertThat(TrustedOrigins.of(List.of()).isEmpty()).isTrue();
        assertThat(TrustedOrigins.of(List.of()).contains("null")).isFalse();
    }
}
