package dev.sallyport.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginLinterTest {

    private final OriginLinter linter =
            new OriginLinter(Optional.of("https://app.example.com"), false, "sallyport.cors.allowed-origin-patterns");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app\\.example\\.com",
                "https://app[.]example[.]com",
                "^https://app\\.example\\.com$",
                "(?i)https://APP\\.example\\.com",
                "https://([a-z0-9-]+\\.)?example\\.com",
                "https://(?:[a-z0-9-]+\\.)*example\\.com",
                "https://([a-z]+\\.){1,3}example\\.com",
                "https://[a-z0-9-]+\\.preview\\.example\\.com",
                "https://[a-z0-9-]{1,40}\\.example\\.com",
                "https://app-\\d+\\.example\\.com",
                "https://\\w+?\\.example\\.com",
                "https://.*\\.example\\.com",
                "https://.+\\.example\\.com",
                "https://[^.]+\\.example\\.com",
                "https://[^/]+\\.example\\.com",
                "https://(app|admin)\\.example\\.com",
                "https://a\\.example\\.com|https://b\\.example\\.com",
                "https://app\\.example\\.(com|org)",
                "https://app\\.example\\.com(:[0-9]+)?",
                "https://app\\.example\\.com:(8443|9443)",
                "https://[a-z]+\\.example\\.co\\.uk",
                "https://[a-z]+\\.mine\\.github\\.io",
                "https://intranet",
                "https://192\\.0\\.2\\.7(:\\d{4})?",
                "http://localhost:[0-9]+",
                "https?://localhost(:[0-9]+)?",
                "http://[a-z]+\\.localhost:3000",
                "http://127\\.0\\.0\\.1:\\d+",
                "http://\\[::1\\]:[0-9]+",
            })
    void rule12_takes_what_keeps_strangers_out(String pattern) {
        assertThat(linter.problemWithPattern(pattern)).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '!', quoteCharacter = '"', textBlock = """
            # no expression at all
            https://(app\\.example\\.com         ! not a regular expression, missing closing ) at
            *                                    ! '*' would trust every site
            null                                 ! every sandboxed frame sends 'null'
            ""                                   ! does not begin with https://
            # everything, or any host
            .*                                   ! it admits https://evil.test, and has an alternative that does not begin
            .+                                   ! it admits https://evil.test, and has an alternative that does not begin
            [^,]*                                ! it admits https://evil.test, and has an alternative that does not begin
            https://.*                           ! it admits https://evil.test, and fixes nothing at the end
            https?://[^/]+                       ! it admits https://evil.test, and fixes nothing at the end
            https://[a-z0-9.-]+                  ! it admits https://evil.test, and fixes nothing at the end
            (https://)?.*                        ! it admits https://evil.test
            https://(.*|app\\.example\\.com)     ! it admits https://evil.test, and fixes nothing at the end
            # dots that are wildcards
            https://app.example.com              ! it admits https://appxexample.com, and has an unescaped '.', which stands for any character: write https://app\\.example\\.com (
            https://(a|b).example.com            ! write https://(a|b)\\.example\\.com (
            https://app.preview\\.example\\.com  ! write https://app\\.preview\\.example\\.com (
            https://app\\.example.com            ! write https://app\\.example\\.com (
            https://a\\\\.example\\.com          ! has an unescaped '.', which stands for any character: write \\. where a dot is meant
            https://a.*b.example\\.com           ! write https://a.*b\\.example\\.com (
            https://a(.)example\\.com            ! has an unescaped '.'
            https://app.?example\\.com           ! has an unescaped '.'
            # no border before or behind the name
            https://.*example\\.com              ! it admits https://evilexample.com, and fixes only 'com'
            https://.*example.com                ! it admits https://evilexample.com, and has an unescaped '.'
            https://[a-z-]*example\\.com         ! it admits https://evilexample.com, and fixes only 'com'
            https://([a-z]+\\.?)*example\\.com   ! it admits https://evilexample.com, and fixes only 'com'
            https://.*\\.?example\\.com          ! it admits https://evilexample.com, and fixes only 'com'
            https://app\\.example\\.com.*        ! it admits https://app.example.com.evil.test, and fixes nothing
            https://app.example.com.*            ! it admits https://app.example.com.evil.test, and has an unescaped '.'
            https://app\\.example\\.com[^/]*     ! it admits https://app.example.com.evil.test, and fixes nothing
            https://app\\.example\\.com(:.*)?    ! more than digits where the port is
            https://app\\.example\\.com:*8080    ! at the end of the host
            https://app\\.example\\.co[a-z]      ! fixes nothing at the end
            # names that strangers can have
            https://.*\\.com                     ! it admits https://evila.com, and fixes only 'com'
            https://[a-z]+\\.co\\.uk             ! it admits https://evila.co.uk, and fixes only 'co.uk'
            https://[a-z0-9-]+\\.github\\.io     ! fixes only 'github.io'
            https://mine-[a-z0-9]+\\.vercel\\.app ! fixes only 'vercel.app'
            https://[0-9]+\\.0\\.0\\.1           ! fixes only '0.0.1'
            https://[a-z]+\\.intranet            ! fixes only 'intranet'
            https://.*\\.example\\.com\\.        ! fixes only 'example.com.'
            https://\\[[0-9a-f:]+\\]             ! fixes nothing at the end
            # plain http
            http://app\\.example\\.com           ! pose as a page of http, app.example.com included: write https://
            https?://app\\.example\\.com         ! pose as a page of http, app.example.com included: write https://
            http://[a-z]+\\.example\\.com        ! pose as a page of http, example.com included: write https://
            # alternatives without brackets
            https://a\\.example\\.com|b\\.example\\.com ! put alternatives in brackets
            https://a\\.example\\.com|           ! put alternatives in brackets
            [a-z]+://app\\.example\\.com         ! does not begin with https://
            app\\.example\\.com                  ! does not begin with https://
            # nothing that a browser sends
            https://APP\\.example\\.com          ! matches no origin that a browser sends
            https://app\\.example\\.com/         ! matches no origin that a browser sends
            https://app\\.example\\.com:443      ! matches no origin that a browser sends
            https://app\\.example\\.com/(a|b)    ! matches no origin that a browser sends
            # what cannot be checked
            https://\\pL+\\.example\\.com        ! it cannot be checked for what else it admits, because of '\\p'
            https://\\Qapp.example.com\\E        ! it cannot be checked for what else it admits, because of '\\Q'
            https://[[:alnum:]]+\\.example\\.com ! it cannot be checked for what else it admits, because of '['
            https://(?P<n>app)\\.example\\.com   ! it cannot be checked for what else it admits, because of '(?P'
            https://((?i)app)\\.example\\.com    ! it cannot be checked for what else it admits, because of '(?i'
            (?s)https://app\\.example\\.com      ! it cannot be checked for what else it admits, because of '(?s'
            https://\\bapp\\.example\\.com       ! it cannot be checked for what else it admits, because of '\\b'
            https://([a-z]+\\.){9}example\\.com  ! it cannot be checked for what else it admits, because of a group repeated 9 times
            https://(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)\\.example\\.com ! over 512 combinations
            https://bücher\\.example\\.com       ! origins are ASCII: write an international name as browsers send it
            """)
    void rule12_refuses_what_lets_a_stranger_in_and_says_whom(String pattern, String reason) {
        assertThat(linter.problemWithPattern(pattern))
                .hasValueSatisfying(said -> assertThat(said).contains(reason));
    }

    @Test
    void rule12_refuses_a_pattern_too_long_to_be_checked() {
        assertThat(linter.problemWithPattern("https://" + "a".repeat(1000) + "\\.example\\.com"))
                .hasValueSatisfying(said -> assertThat(said).contains("over 1000 characters"));
    }

    @Test
    void plain_http_is_for_a_server_that_is_plain_http_itself() {
        OriginLinter onHttp = new OriginLinter(
                Optional.of("http://box.home.example"), false, "sallyport.cors.allowed-origin-patterns");

        assertThat(onHttp.problemWithPattern("http://[a-z]+\\.home\\.example")).isEmpty();
        assertThat(onHttp.problemWithEntry("http://other.home.example")).isEmpty();
        assertThat(new OriginLinter(Optional.empty(), false, "sallyport.cors.allowed-origin-patterns")
                        .problemWithPattern("http://[a-z]+\\.home\\.example"))
                .isPresent();
    }

    /** A proxy in front, or a certificate of the server's own: nobody has to say public-origin for cookies to be Secure. */
    @Test
    void rule11_plain_http_is_not_trusted_beside_secure_cookies_wherever_that_is_known_from() {
        for (Optional<String> own : List.of(Optional.<String>empty(), Optional.of("http://localhost:8080"))) {
            OriginLinter secure = new OriginLinter(own, true, "sallyport.cors.allowed-origin-patterns");

            assertThat(secure.problemWithEntry("http://partner.test"))
                    .get()
                    .asString()
                    .contains("write https://");
            assertThat(secure.problemWithPattern("http://[a-z]+\\.partner\\.test"))
                    .isPresent();
            assertThat(secure.problemWithEntry("http://localhost:3000")).isEmpty();
            assertThat(secure.problemWithPattern("http://localhost:[0-9]+")).isEmpty();
            assertThat(secure.problemWithEntry("https://partner.test")).isEmpty();
        }
        assertThat(new OriginLinter(Optional.empty(), false, "sallyport.cors.allowed-origin-patterns")
                        .problemWithEntry("http://partner.test"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://partner.test",
                "http://localhost:3000",
                "http://[::1]:3000",
                "http://127.0.0.1",
                "https://192.0.2.255:8443",
                "https://intranet",
                "https://a_b.example.com",
                "https://3com.example",
                "https://1.2.3.4a",
                "https://[2001:db8::1]",
                "https://[2001:db8:0:1:1:1:1:1]",
                "https://[2001:0:0:1::1]",
                "https://[::ffff:c000:201]",
                "https://xn--bcher-kva.example",
                "https://xn--strae-oqa.example",
                "https://xn--mgbh0fb.example",
                "https://xn--ls8h.example",
                "https://xn--fiqs8s",
            })
    void takes_an_exact_entry(String entry) {
        assertThat(linter.problemWithEntry(entry)).isEmpty();
        assertThat(OriginLinter.problemWithOwn(entry)).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '!', quoteCharacter = '"', textBlock = """
            https://example..com            ! each part between two dots has 1 to 63 characters
            https://example.com.            ! not an origin
            https://-.example.com           ! not an origin
            https://127.1                   ! write it as four numbers
            https://127.0.0.1.1             ! write it as four numbers
            https://127.0.0.256             ! write it as four numbers
            https://127.0.0.01              ! write it as four numbers
            https://2130706433              ! write it as four numbers
            https://0x7f.1                  ! write it as four numbers
            https://0x7f000001              ! write it as four numbers
            https://example.1               ! write it as four numbers
            https://example.0xa             ! write it as four numbers
            https://[0:0:0:0:0:0:0:1]       ! browsers write this address as [::1]
            https://[::01]                  ! browsers write this address as [::1]
            https://[2001:db8:0:0:1:0:0:1]  ! browsers write this address as [2001:db8::1:0:0:1]
            https://[2001:db8::1:1:1:1:1]   ! browsers write this address as [2001:db8:0:1:1:1:1:1]
            https://[::127.0.0.1]           ! browsers write this address as [::7f00:1]
            https://[::ffff:192.0.2.1]      ! browsers write this address as [::ffff:c000:201]
            https://[1:2]                   ! no IPv6 address
            https://[1:2:3:4:5:6:7:8:9]     ! no IPv6 address
            https://[1::2::3]               ! no IPv6 address
            https://[:::]                   ! no IPv6 address
            https://[12345::]               ! no IPv6 address
            https://[.]                     ! no IPv6 address
            https://xn--a                   ! xn--a is no Punycode of a name
            https://xn--a.example.com       ! xn--a is no Punycode of a name
            https://www.xn--example-.com    ! xn--example- is no Punycode of a name
            https://xn--example-.com        ! xn--example- is no Punycode of a name
            https://xn--99999999.com        ! xn--99999999 is no Punycode of a name
            https://xn--bcher-kva0.example  ! xn--bcher-kva0 is no Punycode of a name
            https://xn--bung-fna.example    ! xn--bung-fna is no Punycode of a name
            https://xn--0.pt                ! xn--0 is no Punycode of a name
            """)
    void rule12_refuses_what_no_browser_ever_sends(String entry, String reason) {
        assertThat(linter.problemWithEntry(entry))
                .hasValueSatisfying(said -> assertThat(said).contains(reason));
        assertThat(OriginLinter.problemWithOwn(entry)).isPresent();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '!', quoteCharacter = '"', textBlock = """
            *                            ! '*' would trust every site
            null                         ! every sandboxed frame sends 'null'
            https://partner.test/        ! without a path or a slash at the end
            https://[a-z]+\\.partner\\.test ! belongs in sallyport.cors.allowed-origin-patterns
            https://*.partner.test       ! belongs in sallyport.cors.allowed-origin-patterns
            http://partner.test          ! pose as a page of http, http://partner.test included: write https://
            """)
    void rule11_refuses_a_wrong_entry(String entry, String reason) {
        assertThat(linter.problemWithEntry(entry))
                .hasValueSatisfying(said -> assertThat(said).contains(reason));
    }
}
