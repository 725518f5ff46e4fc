package dev.sallyport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sallyport.config.ConfigDraft;
import dev.sallyport.web.Request;
import dev.sallyport.web.RequestBuilder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A megabyte in one place of a request must cost little, whoever lets it in. {@code make figures} shows the cost; only the
 * memory is judged here, since it is the same on every machine.
 */
class HostileSizeTest {

    private static final int MEGABYTE = 1_000_000;
    private static final int MOST_BYTES = 64 * 1024;
    private static final String LISTED = "https://partner.test";
    private static final Sallyport GATE = gate();

    @ParameterizedTest(name = "{0}")
    @MethodSource({"preflights", "origins", "cookies", "authorizations", "tokens"})
    void rule12_and_16_a_megabyte_costs_at_most_64_kilobytes(String what, Runnable call) {
        Cost cost = Cost.of(call);

        if (Boolean.getBoolean("figures")) {
            System.out.printf("%-50s %s%n", what, cost);
        }
        assertThat(cost.bytes()).as(what).isLessThanOrEqualTo(MOST_BYTES);
    }

    static Stream<Arguments> preflights() {
        return Stream.of(
                preflight("header names: one", LISTED, "POST", megabyteOf("x")),
                preflight("header names: commas", LISTED, "POST", megabyteOf(",")),
                preflight("header names: allowed ones", LISTED, "POST", megabyteOf("content-type,")),
                preflight("header names: at the limit", LISTED, "POST", "x,".repeat(512)),
                preflight("method", LISTED, megabyteOf("POST"), "content-type"),
                preflight("origin", megabyteOf("https://partner.test"), "POST", "content-type"));
    }

    static Stream<Arguments> origins() {
        return Stream.of("a", "https://a", "a.", "https://a.preview.test,")
                .map(piece -> RequestBuilder.request("POST", "/").header("Origin", megabyteOf(piece)))
                .map(request -> admit("unsafe request: origin", request));
    }

    static Stream<Arguments> cookies() {
        return Stream.of(
                cookie("cookies: names of others", megabyteOf("a=b; ")),
                cookie("cookies: no names", megabyteOf(";")),
                cookie("cookies: no end", megabyteOf("a")),
                cookie("cookies: blanks", megabyteOf(" ")),
                cookie("cookies: our name again and again", megabyteOf(Browser.ACCESS + "=a; ")),
                cookie("cookies: our name, long value", Browser.ACCESS + "=" + megabyteOf("a")),
                cookie("cookies: our name, long token", Browser.ACCESS + "=" + megabyteOf("a.")));
    }

    static Stream<Arguments> authorizations() {
        return Stream.of(
                authorization("one scheme", megabyteOf("x")),
                authorization("one token", "JWT " + megabyteOf("a")),
                authorization("many tokens", "JWT " + megabyteOf("a ")),
                authorization("blanks", "JWT " + megabyteOf(" ")),
                authorization("padding", "JWT a" + megabyteOf("=")));
    }

    static Stream<Arguments> tokens() {
        Request request = RequestBuilder.request("POST", "/").build();
        return Stream.of("a", "a.", "e30.", ".")
                .map(HostileSizeTest::megabyteOf)
                .map(token -> arguments("token", (Runnable) () -> GATE.verify(request, () -> token)));
    }

    private static Arguments preflight(String what, String origin, String method, String fields) {
        Request request = RequestBuilder.request("OPTIONS", "/")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", fields)
                .build();
        return arguments("preflight: " + what, (Runnable) () -> GATE.cors(request));
    }

    private static Arguments cookie(String what, String line) {
        return admit(what, RequestBuilder.request("GET", "/").header("Cookie", line));
    }

    private static Arguments authorization(String what, String value) {
        return admit(
                "authorization: " + what, RequestBuilder.request("GET", "/").header("Authorization", value));
    }

    private static Arguments admit(String what, RequestBuilder request) {
        Request built = request.build();
        return arguments(what, (Runnable) () -> GATE.admit(built));
    }

    private static String megabyteOf(String piece) {
        return piece.repeat(MEGABYTE / piece.length());
    }

    private static Sallyport gate() {
        ConfigDraft draft = new ConfigDraft();
        draft.allowedOrigins = List.of(LISTED);
        draft.allowedPatterns = List.of("https://([a-z0-9-]+\\.)*preview\\.test", "https://.*\\.example\\.com");
        return new Gate(draft).sallyport();
    }
}
