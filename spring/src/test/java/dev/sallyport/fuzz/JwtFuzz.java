package dev.sallyport.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.web.Headers;
import dev.sallyport.web.Request;
import java.util.List;
import java.util.Map;

/** Whatever stands in the place of an access token, nobody is admitted and nothing breaks. */
public final class JwtFuzz {

    private static final FuzzGate GATE = new FuzzGate();

    static final List<String> SEEDS = List.of(
            GATE.accessToken(),
            GATE.accessToken().replaceFirst("^[^.]*", "eyJhbGciOiJub25lIn0"),
            "eyJhbGciOiJub25lIn0.e30.",
            "eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCIsImNyaXQiOlsiYjY0Il0sImI2NCI6ZmFsc2V9.e30.AAAA",
            "..",
            "a.b.c.d");

    private JwtFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = Fuzzing.text(input);
        boolean genuine = text.equals(GATE.accessToken());
        assertThat(GATE.admits(request("Authorization", "JWT " + text))).isEqualTo(genuine);
        assertThat(GATE.admits(request("Cookie", "__Host-Http-access=" + text))).isFalse();
        assertThat(GATE.sallyport().verify(request("X-None", ""), () -> text).status())
                .isEqualTo(200);
        assertThat(GATE.sallyport()
                        .session(request("Authorization", "JWT " + text))
                        .status())
                .isEqualTo(200);
    }

    private static Request request(String name, String value) {
        Headers headers = asked -> Map.of(name, List.of(value)).getOrDefault(asked, List.of());
        return new Request("GET", "/api", "https://app.example.com", "192.0.2.7", headers);
    }
}
