package dev.sallyport.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.web.Origin;
import java.net.URI;
import java.util.List;

/** What passes for an origin is one to every other reader of URIs, and nothing besides. */
public final class OriginFuzz {

    static final List<String> SEEDS = List.of(
            "https://app.example.com",
            "http://localhost:8080",
            "https://[2001:db8::1]:8443",
            "https://app.example.com/",
            "https://APP.example.com",
            "https://a@b.example",
            "null",
            "*",
            "https://a_b.example:65536");

    private OriginFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = Fuzzing.text(input);
        Origin origin;
        try {
            origin = Origin.parse(text);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageMatching("(?s).{10,}");
            return;
        }
        assertThat(origin.text()).isEqualTo(text);
        if (text.contains("[")) {
            return; // The pattern asks for the characters of an address only; whether they make one, the browser knows.
        }
        URI uri = URI.create(text);
        assertThat(Origin.isOfApp(text)).isEqualTo(!List.of("http", "https").contains(uri.getScheme()));
        assertThat(uri.getRawAuthority()).isEqualTo(text.substring(text.indexOf("//") + 2));
        assertThat(uri.getRawUserInfo()).isNull();
        assertThat(uri.getRawPath()).isEmpty();
        assertThat(uri.getRawQuery()).isNull();
        assertThat(uri.getRawFragment()).isNull();
    }
}
