package dev.sallyport.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.com",
                "http://localhost",
                "http://localhost:8080",
                "https://app.example.com:8443",
                "https://app.example.com:80",
                "http://app.example.com:443",
                "https://app.example.com:65535",
                "http://127.0.0.1:3000",
                "http://[::1]:3000",
                "https://[2001:db8::1]",
                "https://xn--bcher-kva.example",
                "https://a-b_c.example",
                "https://a",
            })
    void takes_the_spelling_that_browsers_send(String text) {
        assertThat(Origin.parse(text).text()).isEqualTo(text);
        assertThat(Origin.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "capacitor://localhost",
                "ionic://localhost",
                "tauri://localhost",
                "app://my-app",
                "com.example.app://localhost",
                "chrome-extension://abcdefghijklmnopabcdefghijklmnop",
                "moz-extension://2c127fa4-62c7-7e4f-90e5-472b45eecfdc",
            })
    void takes_an_apps_origin_which_no_pattern_can_match(String text) {
        assertThat(Origin.parse(text).text()).isEqualTo(text);
        assertThat(Origin.isOfApp(text)).isTrue();
        assertThat(Origin.isSerialised(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.com",
                "http://localhost",
                "null",
                "capacitor://",
                "capacitor:localhost",
                "capacitor://localhost/",
                "capacitor://localhost/index.html",
                "capacitor://user@localhost",
                "Capacitor://localhost",
                "capacitor://localhost, capacitor://localhost",
                "ws://localhost",
                "wss://localhost",
                "file://localhost",
                "://localhost",
            })
    void what_is_no_apps_origin_is_not_taken_for_one(String text) {
        assertThat(Origin.isOfApp(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            *                              | list the exact origins
            null                           | list the page's real origin
            https://App.example.com        | write https://app.example.com
            HTTPS://app.example.com        | write https://app.example.com
            HTTPS://App.example.com/Path   | write https://app.example.com
            https://app.example.com/       | without a path or a slash at the end
            https://app.example.com/path   | without a path or a slash at the end
            https://app.example.com?q      | write scheme, host and port only
            https://app.example.com#f      | write scheme, host and port only
            https://user@app.example.com   | write scheme, host and port only
            app.example.com                | write scheme, host and port only
            //app.example.com              | write scheme, host and port only
            ftp://app.example.com          | write scheme, host and port only
            file://                        | write scheme, host and port only
            https://                       | write scheme, host and port only
            https://:8443                  | write scheme, host and port only
            https://app.example.com:       | write scheme, host and port only
            https://app.example.com:0      | write scheme, host and port only
            https://app.example.com:08443  | write scheme, host and port only
            https://app.example.com.       | write scheme, host and port only
            https://.example.com           | write scheme, host and port only
            https://*.example.com          | write scheme, host and port only
            https://a.example,https://b.example | write scheme, host and port only
            https://a.example https://b.example | write scheme, host and port only
            https://bücher.example         | write scheme, host and port only
            https://[::1                   | write scheme, host and port only
            ""                             | write scheme, host and port only
            " https://app.example.com"     | write scheme, host and port only
            "https://app.example.com\n"    | write scheme, host and port only
            https://app.example.com:443    | write https://app.example.com
            http://app.example.com:80      | write http://app.example.com
            https://[::1]:443              | write https://[::1]
            https://app.example.com:65536  | none is over 65535
            https://app.example.com:99999  | none is over 65535
            """)
    void refuses_every_other_and_says_what_to_write(String text, String hint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Origin.parse(text))
                .withMessageContaining(hint);
    }

    @ParameterizedTest
    @CsvSource({
        "https, app.example.com,      https://app.example.com",
        "https, app.example.com:443,  https://app.example.com",
        "https, app.example.com:80,   https://app.example.com:80",
        "https, app.example.com:8443, https://app.example.com:8443",
        "http,  localhost:80,         http://localhost",
        "http,  localhost:443,        http://localhost:443",
        "http,  LocalHost:8080,       http://localhost:8080",
        "HTTPS, APP.Example.COM:443,  https://app.example.com",
        "http,  [::1],                http://[::1]",
        "http,  [::1]:80,             http://[::1]",
        "http,  [2001:DB8::80],       http://[2001:db8::80]",
        "https, [::1]:8443,           https://[::1]:8443",
    })
    void serialises_its_own_address_as_browsers_do(String scheme, String authority, String origin) {
        assertThat(Origin.serialise(scheme, authority)).isEqualTo(origin);
    }

    @Test
    void what_it_serialises_it_also_parses() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            String scheme = random.nextBoolean() ? "https" : "http";
            int port = random.nextInt(4) == 0 ? (random.nextBoolean() ? 80 : 443) : 1 + random.nextInt(65_535);
            String serialised = Origin.serialise(scheme, "H" + random.nextInt(100) + ".Example:" + port);

            assertThat(Origin.parse(serialised).text()).as("seed %d", seed).isEqualTo(serialised);
        }
    }

    @Test
    void tells_https_from_http() {
        assertThat(Origin.parse("https://a.example").isHttps()).isTrue();
        assertThat(Origin.parse("http://https.example").isHttps()).isFalse();
    }
}
