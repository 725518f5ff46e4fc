package dev.sallyport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server is asked as http://backend:8080 by whoever connects; proxies are 10.0.0.0/8 and fd00::/8. */
class ForwardedTest {

    private static final Hop UNCHANGED = new Hop("http", "backend:8080", "10.0.0.1");

    private final Forwarded forwarded = new Forwarded(TrustedProxies.of(List.of("10.0.0.0/8", "fd00::/8")));

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # the standard's field
            for=192.0.2.7;proto=https;host=app.example.com          | https://app.example.com | 192.0.2.7
            For=192.0.2.7;PROTO=HTTPS;Host=App.Example.com          | https://app.example.com | 192.0.2.7
            for="192.0.2.7:4711"; proto=https ; host="app.example.com:8443" | https://app.example.com:8443 | 192.0.2.7
            for="[2001:DB8::7]:4711";proto=https;host="app.example.com:443" | https://app.example.com | 2001:db8::7
            for=192.0.2.7;by=10.0.0.1;ext="a b";proto=https         | https://backend:8080    | 192.0.2.7
            for=unknown;proto=https;host=app.example.com            | https://app.example.com | 10.0.0.1
            for=_hidden;proto=wss;host=app.example.com              | https://app.example.com | 10.0.0.1
            proto=https;host=app.example.com                        | https://app.example.com | 10.0.0.1
            # each hop speaks of the one before it; the outermost that is ours saw the browser
            for=192.0.2.7;proto=https;host=app.example.com, for=10.0.0.2;proto=http;host=inner | https://app.example.com | 192.0.2.7
            for=192.0.2.7;proto=https, for="[fd00::2]";host=app.example.com | https://app.example.com | 192.0.2.7
            # what a client wrote in front of that is never reached
            for=10.0.0.9;proto=https;host=evil.test, for=192.0.2.7;proto=http;host=app.example.com | http://app.example.com | 192.0.2.7
            for=6.6.6.6;host=evil.test, for=192.0.2.7;proto=https;host=app.example.com, for=10.0.0.2 | https://app.example.com | 192.0.2.7
            for=6.6.6.6;host=evil.test, for=unknown;proto=https;host=app.example.com | https://app.example.com | 10.0.0.1
            for=nonsense, for=192.0.2.7;proto=https;host=app.example.com | https://app.example.com | 192.0.2.7
            """)
    void rule6_believes_what_the_outermost_trusted_proxy_saw(String field, String origin, String address) {
        assertThat(seen("10.0.0.1", Map.of("Forwarded", field)))
                .extracting(Hop::origin, Hop::address)
                .containsExactly(origin, address);
    }

    @ParameterizedTest(name = "For {0}, Proto {1}, Host {2}, Port {3}: {4} {5}")
    @CsvSource(delimiter = '|', textBlock = """
            192.0.2.7           | https       | app.example.com      |      | https://app.example.com      | 192.0.2.7
            192.0.2.7           | https       | app.example.com      | 443  | https://app.example.com      | 192.0.2.7
            192.0.2.7           | https       | app.example.com      | 8443 | https://app.example.com:8443 | 192.0.2.7
            192.0.2.7           | https       | app.example.com:9443 | 8443 | https://app.example.com:9443 | 192.0.2.7
            192.0.2.7           | https       | [2001:db8::1]        | 8443 | https://[2001:db8::1]:8443   | 192.0.2.7
            192.0.2.7           | https       |                      |      | https://backend:8080         | 192.0.2.7
            192.0.2.7           | https       |                      | 8443 | https://backend:8080         | 192.0.2.7
            192.0.2.7:4711      | https       | app.example.com      |      | https://app.example.com      | 192.0.2.7
            [2001:db8::7]:4711  | https       | app.example.com      |      | https://app.example.com      | 2001:db8::7
            2001:DB8::7         | https       | app.example.com      |      | https://app.example.com      | 2001:db8::7
            unknown             | https       | app.example.com      |      | https://app.example.com      | 10.0.0.1
                                | https       | app.example.com      |      | https://app.example.com      | 10.0.0.1
            192.0.2.7           |             |                      |      | http://backend:8080          | 192.0.2.7
            # two proxies of ours; the inner one kept or replaced what the outer one said
            192.0.2.7, 10.0.0.2 | https       | app.example.com      |      | https://app.example.com      | 192.0.2.7
            192.0.2.7, 10.0.0.2 | https, http | app.example.com, in  |      | https://app.example.com      | 192.0.2.7
            # a client's own words come first
            10.0.0.9, 192.0.2.7 | https, http | evil.test, app.example.com | | http://app.example.com      | 192.0.2.7
            6.6.6.6, 192.0.2.7, 10.0.0.2 | https | app.example.com   |      | https://app.example.com      | 192.0.2.7
            nonsense, 192.0.2.7 | https       | app.example.com      |      | https://app.example.com      | 192.0.2.7
            10.0.0.3, 10.0.0.2  | https       | app.example.com      |      | https://app.example.com      | 10.0.0.3
            """)
    void rule6_reads_the_customary_fields_alike(
            String client, String scheme, String host, String port, String origin, String address) {
        Map<String, String> fields = new TreeMap<>();
        put(fields, "X-Forwarded-For", client);
        put(fields, "X-Forwarded-Proto", scheme);
        put(fields, "X-Forwarded-Host", host);
        put(fields, "X-Forwarded-Port", port);

        assertThat(seen("10.0.0.1", fields))
                .extracting(Hop::origin, Hop::address)
                .containsExactly(origin, address);
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.7", "127.0.0.1", "11.0.0.1", "fe80::1", "''", "localhost", "10.0.0.1.evil.test"})
    void rule6_a_peer_that_is_no_proxy_of_ours_can_say_what_it_likes(String peer) {
        Hop connection = new Hop("http", "backend:8080", peer);

        for (Map<String, String> fields : List.of(
                Map.of("Forwarded", "for=10.0.0.1;proto=https;host=app.example.com"),
                Map.of("X-Forwarded-Host", "app.example.com", "X-Forwarded-Proto", "https"))) {
            assertThat(forwarded.seen(connection, headers(fields))).isSameAs(connection);
            assertThat(new Forwarded(TrustedProxies.NONE).seen(UNCHANGED, headers(fields)))
                    .isSameAs(UNCHANGED);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Forwarded         | for=192.0.2.7;proto=https;host=app.example.com;
            Forwarded         | for=192.0.2.7;proto=https;host=app.example.com,
            Forwarded         | for=192.0.2.7;proto=https;proto=http
            Forwarded         | for="192.0.2.7;proto=https
            Forwarded         | for="192.0.2.7"x;proto=https
            Forwarded         | for = 192.0.2.7
            Forwarded         | for
            Forwarded         | ,for=192.0.2.7
            Forwarded         | for=app.example.com;proto=https
            Forwarded         | for=192.0.2.256;proto=https
            Forwarded         | for=192.0.2.7;proto=ftp
            Forwarded         | for=192.0.2.7;host="app.example.com/path"
            Forwarded         | for=192.0.2.7;host="user@app.example.com"
            Forwarded         | for=192.0.2.7;host="app.example.com:0"
            Forwarded         | for=192.0.2.7;host="a b"
            Forwarded         | for=192.0.2.7;host="app.example.com, evil.test"
            X-Forwarded-For   | nonsense
            X-Forwarded-For   | 192.0.2.7,
            X-Forwarded-For   | 192.0.2.7, localhost
            X-Forwarded-Proto | javascript
            X-Forwarded-Host  | app.example.com/evil
            X-Forwarded-Port  | 99999
            X-Forwarded-Port  | 80x
            """)
    void what_cannot_be_read_is_ignored_as_a_whole(String field, String value) {
        Map<String, String> fields =
                new TreeMap<>(Map.of("X-Forwarded-Proto", "https", "X-Forwarded-Host", "app.test"));
        if (field.equals("Forwarded")) {
            fields.clear();
        }
        fields.put(field, value);

        assertThat(seen("10.0.0.1", fields)).isEqualTo(UNCHANGED);
    }

    @Test
    void rule6_two_families_that_disagree_are_both_ignored_since_a_client_may_have_written_one() {
        String standard = "for=6.6.6.6;proto=https;host=evil.test";
        Map<String, String> fields = new TreeMap<>(Map.of(
                "X-Forwarded-For", "192.0.2.7", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "app.example.com"));
        fields.put("Forwarded", standard);
        assertThat(seen("10.0.0.1", fields)).isEqualTo(UNCHANGED);

        fields.put("Forwarded", "for=192.0.2.7;proto=https;host=app.example.com");
        assertThat(seen("10.0.0.1", fields)).isEqualTo(new Hop("https", "app.example.com", "192.0.2.7"));
    }

    @Test
    void more_hops_than_there_can_be_and_a_megabyte_are_ignored() {
        String chain = "10.0.0.2, ".repeat(31);
        assertThat(seen("10.0.0.1", Map.of("X-Forwarded-For", chain + "10.0.0.2"))
                        .address())
                .isEqualTo("10.0.0.2");
        assertThat(seen("10.0.0.1", Map.of("X-Forwarded-For", "10.0.0.2, " + chain + "10.0.0.2")))
                .isEqualTo(UNCHANGED);
        assertThat(seen("10.0.0.1", Map.of("Forwarded", "for=10.0.0.2,".repeat(80_000))))
                .isEqualTo(UNCHANGED);
    }

    @Test
    void lines_count_in_the_order_received() {
        Headers twoLines = name -> name.equals("X-Forwarded-For") ? List.of("6.6.6.6", "192.0.2.7") : List.of();

        assertThat(forwarded.seen(UNCHANGED, twoLines).address()).isEqualTo("192.0.2.7");
    }

    @Test
    void nothing_that_a_proxy_could_send_breaks_it() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> pieces = List.of(
                "for=",
                "proto=",
                "host=",
                "by=",
                "https",
                "http",
                "10.0.0.1",
                "192.0.2.7",
                "[::1]",
                ":",
                ";",
                ",",
                "\"",
                "\\",
                "=",
                " ",
                "unknown",
                "_x",
                "app.example.com",
                "99999",
                "é",
                "\u0000",
                "::ffff:10.0.0.1");
        for (int round = 0; round < 20_000; round++) {
            List<String> text = new ArrayList<>();
            for (int i = random.nextInt(12); i >= 0; i--) {
                text.add(pieces.get(random.nextInt(pieces.size())));
            }
            String field = List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Port")
                    .get(random.nextInt(4));
            Hop seen = seen("10.0.0.1", Map.of(field, String.join("", text)));

            assertThat(Origin.isSerialised(seen.origin()))
                    .as("%s: %s, seed %d", field, text, seed)
                    .isTrue();
        }
    }

    private Hop seen(String peer, Map<String, String> fields) {
        return forwarded.seen(new Hop("http", "backend:8080", peer), headers(fields));
    }

    private static Headers headers(Map<String, String> fields) {
        return name -> fields.containsKey(name) ? List.of(fields.get(name)) : List.of();
    }

    private static void put(Map<String, String> fields, String name, String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
