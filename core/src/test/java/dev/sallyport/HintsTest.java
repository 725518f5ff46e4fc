package dev.sallyport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.config.ConfigDraft;
import dev.sallyport.session.Transport;
import dev.sallyport.web.Reply;
import dev.sallyport.web.Request;
import dev.sallyport.web.RequestBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The server is https://app.example.com here and trusts https://spa.example.com besides. */
class HintsTest {

    private static final String SECRET = "s3cr3t";

    private final ConfigDraft draft = new ConfigDraft();

    @ParameterizedTest
    @EnumSource
    void everyRefusalHasAHintThatEndsItsSentence(Refusal refusal) {
        assertThat(hint(refusal, request("POST"))).hasSizeBetween(20, 500).endsWith(".");
    }

    @ParameterizedTest
    @EnumSource
    void noHintIsThereWhileDiagnosticsAreOff(Refusal refusal) {
        draft.diagnostics = false;

        Reply reply = gate().sallyport().refuse(request("POST").build(), Problem.of(refusal));

        assertThat(((Map<?, ?>) reply.body()).containsKey("hint")).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void noHintHoldsTheValueOfACookieATokenOrTheAuthorizationHeader(Refusal refusal) {
        RequestBuilder request = request("POST")
                .header(
                        "Cookie",
                        "__Host-Http-access=" + SECRET + "; __Host-Http-access=" + SECRET + "; XSRF-TOKEN=" + SECRET)
                .header("Authorization", "Basic " + SECRET)
                .header("X-XSRF-TOKEN", SECRET)
                .header("X-CSRFToken", SECRET);

        assertThat(hint(refusal, request)).doesNotContain(SECRET);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            CROSS_SITE         | https://spa.example.net | 'cross-site' and Origin: 'https://spa.example.net', and this server takes itself for 'https://app.example.com', as the request's scheme and Host say. If that page is yours, set sallyport.cors.allowed-origins=https://spa.example.net.
            ORIGIN_NOT_ALLOWED | http://app.example.com  | Only scheme or port differ, so a proxy is in between: set sallyport.public-origin=http://app.example.com.
            ORIGIN_NOT_ALLOWED | https://evil.test       | If that page is yours, set sallyport.cors.allowed-origins=https://evil.test.
            ORIGIN_NOT_ALLOWED | http://spa.example.net  | That origin cannot be listed:
            ORIGIN_NOT_ALLOWED | null                    | Sandboxed frames, files and some redirects send 'null'
            CROSS_SITE         | capacitor://localhost   | trusted where it is listed: if that app is yours, set sallyport.cors.allowed-origins=capacitor://localhost, and header in sallyport.transports.
            ORIGIN_NOT_ALLOWED | app://my-app            | sallyport.cors.allowed-origins=app://my-app
            ORIGIN_NOT_ALLOWED | https://x.test/path     | sallyport.cors.allowed-origins=its scheme, host and port.
            """)
    void theOriginThatCameIsNamedBesideTheServersOwn(Refusal refusal, String origin, String said) {
        RequestBuilder request = request("POST").header("Origin", origin).header("Sec-Fetch-Site", "cross-site");

        assertThat(hint(refusal, request)).contains(said);
    }

    @ParameterizedTest
    @EnumSource(names = {"CROSS_SITE", "ORIGIN_NOT_ALLOWED"})
    void anAddressThatAnySiteMayPostToHasAPropertyOfItsOwn(Refusal refusal) {
        assertThat(hint(refusal, request("POST"))).contains("sallyport.csrf.anonymous-paths");
        assertThat(hint(refusal, RequestBuilder.request("POST", "/auth/login")))
                .doesNotContain("sallyport.csrf.anonymous-paths");
    }

    @Test
    void aForwardedFieldThatWasNotBelievedIsNamed() {
        RequestBuilder request =
                request("POST").header("Origin", "http://app.example.com").header("X-Forwarded-Proto", "http");

        assertThat(hint(Refusal.ORIGIN_NOT_ALLOWED, request)).contains("sallyport.trusted-proxies");
    }

    @Test
    void aConfiguredOriginIsNamedAsTheReason() {
        draft.publicOrigin = Optional.of("https://app.example.com");

        assertThat(hint(Refusal.CROSS_SITE, request("POST"))).contains("as sallyport.public-origin says");
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            https://evil.test       | POST | content-type          | sallyport.cors.allowed-origins=https://evil.test
            https://spa.example.com | BREW | content-type          | asks for the method 'BREW', which sallyport.cors.allowed-methods does not list
            https://spa.example.com | POST | content-type, x-other | asks for the header 'x-other', which sallyport.cors.allowed-headers does not list
            https://spa.example.com | POST | content-type          | Access-Control-Request-Private-Network
            """)
    void aPreflightsHintNamesWhichOfTheThreeWasNotAllowed(String origin, String method, String headers, String said) {
        RequestBuilder request = request("OPTIONS")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", headers);

        assertThat(hint(Refusal.ORIGIN_NOT_ALLOWED, request)).contains(said);
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            CSRF_MISSING          | X-Other        | 1            | The header X-XSRF-TOKEN did not come. Copy it from the cookie XSRF-TOKEN
            CSRF_MISSING          | X-CSRFToken    | 1            | set sallyport.csrf.header-name=X-CSRFToken
            CSRF_MISMATCH         | Cookie         | __Host-Http-visitor=v | was made for another session or visitor
            CSRF_MISMATCH         | Cookie         | other=1      | No cookie of ours came along
            ACCESS_MISSING        | Sec-Fetch-Site | cross-site   | browsers send no SameSite cookies
            ACCESS_MISSING        | Sec-Fetch-Site | same-site    | credentials: "include"
            ACCESS_MISSING        | X-Other        | 1            | The cookie __Host-Http-access did not come.
            ACCESS_MISSING        | X-Other        | 1            | /auth/doctor
            ACCESS_MISSING        | Authorization  | Basic abc    | begins with none of sallyport.header.prefixes, JWT, Bearer
            ACCESS_EXPIRED        | X-Other        | 1            | POST /auth/refresh
            ACCESS_INVALID        | X-Other        | 1            | sallyport.access-token.issuer
            REFRESH_MISSING       | X-Other        | 1            | The cookie __Host-Http-refresh did not come.
            REFRESH_UNKNOWN       | X-Other        | 1            | Sessions in memory end with a restart
            REFRESH_EXPIRED       | X-Other        | 1            | sallyport.refresh-token.lifetime
            REFRESH_REUSED        | X-Other        | 1            | more than 30 seconds ago (sallyport.refresh-token.grace)
            DUPLICATE_COOKIE      | Cookie         | __Host-Http-refresh=a; __Host-Http-refresh=b | The cookie __Host-Http-refresh came twice
            TRANSPORT_NOT_ENABLED | X-Other        | 1            | sallyport.transports is cookie.
            TOO_MANY_ATTEMPTS     | X-Other        | 1            | sallyport.trusted-proxies
            UNSUPPORTED_MEDIA_TYPE | Content-Type  | text/plain   | was 'text/plain'. Send JSON
            METHOD_NOT_ALLOWED    | X-Other        | 1            | The method was 'POST'
            NOT_FOUND             | X-Other        | 1            | /auth, which is sallyport.path
            MALFORMED_REQUEST     | Authorization  | JWT a b      | Authorization: JWT <token>
            STORE_UNAVAILABLE     | X-Other        | 1            | see the server's log
            """)
    void aHintNamesTheCauseAndTheSetting(Refusal refusal, String header, String value, String said) {
        assertThat(hint(refusal, request("POST").header(header, value))).contains(said);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            ACCESS_INVALID  | Bearer of.another.app | __Host-Http-access=a  | true
            ACCESS_EXPIRED  | jwt of.yesterday      | __Host-Http-refresh=a | true
            ACCESS_INVALID  | Basic abc             | __Host-Http-access=a  | false
            ACCESS_INVALID  | Bearer of.another.app | other=1               | false
            REFRESH_MISSING | Bearer of.another.app | __Host-Http-access=a  | false
            """)
    void aHeaderThatHidesTheCookiesIsNamedAndNoOther(Refusal refusal, String header, String cookie, boolean isNamed) {
        String hint =
                hint(refusal, request("GET").header("Authorization", header).header("Cookie", cookie));

        assertThat(hint.contains("a request with an Authorization header is judged by that alone"))
                .isEqualTo(isNamed);
        assertThat(hint).doesNotContain("sallyport.header.prefixes");
    }

    @ParameterizedTest
    @EnumSource(names = {"CSRF_MISSING", "CSRF_MISMATCH"})
    void aPlantedCsrfCookieIsNamedAndHowToBeRidOfIt(Refusal refusal) {
        RequestBuilder request = request("POST")
                .header("Cookie", "XSRF-TOKEN=planted; __Host-Http-access=a; XSRF-TOKEN=ours")
                .header("X-XSRF-TOKEN", "planted");

        assertThat(hint(refusal, request))
                .contains("The cookie XSRF-TOKEN came twice", "__Host-XSRF-TOKEN by sallyport.csrf.cookie-name")
                .doesNotContain("planted");
        assertThat(hint(refusal, request("POST").header("Cookie", "XSRF-TOKEN=ours")))
                .doesNotContain("came twice");
    }

    @Test
    void whatAProviderDidNotConfirmIsNotSaidToBeAPassword() {
        RequestBuilder exchange = RequestBuilder.request("POST", "/auth/social/google/exchange");

        assertThat(hint(Refusal.CREDENTIALS_REJECTED, exchange)).contains("GET /auth/social/nonce");
        assertThat(hint(Refusal.CREDENTIALS_REJECTED, request("POST"))).contains("name and password");
    }

    @Test
    void whomAPageOfAnotherSiteLedHereIsToldSo() {
        RequestBuilder start =
                RequestBuilder.request("GET", "/auth/social/google/start").header("Sec-Fetch-Site", "same-site");

        assertThat(hint(Refusal.CROSS_SITE, start)).contains("'same-site'", "Referrer-Policy");
    }

    @Test
    void secureCookiesOnPlainHttpAreNamed() {
        Request request = new Request("GET", "/", "http://app.example.com", "192.0.2.7", name -> List.of());

        assertThat(hint(Refusal.ACCESS_MISSING, request)).contains("sallyport.cookie.secure=false");
    }

    @Test
    void theTransportsThatAreEnabledAreNamed() {
        draft.transports = List.of(Transport.COOKIE, Transport.HEADER);

        assertThat(hint(Refusal.TRANSPORT_NOT_ENABLED, request("POST"))).contains("is cookie,header.");
    }

    @Test
    void whatIsQuotedIsCutShortAndPrintable() {
        String hostile = "<script>\u0007\u202e" + "x".repeat(10_000);

        assertThat(hint(Refusal.CROSS_SITE, request("POST").header("Origin", hostile)))
                .hasSizeLessThan(600)
                .containsPattern("^\\p{ASCII}+$")
                .doesNotContainPattern("\\p{Cntrl}");
    }

    private String hint(Refusal refusal, RequestBuilder request) {
        return hint(refusal, request.build());
    }

    private String hint(Refusal refusal, Request request) {
        return Browser.text(gate().sallyport().refuse(request, Problem.of(refusal)), "hint");
    }

    private Gate gate() {
        draft.allowedOrigins = List.of("https://spa.example.com");
        return new Gate(draft);
    }

    private static RequestBuilder request(String method) {
        return RequestBuilder.request(method, "/api/profile");
    }

    HintsTest() {
        draft.diagnostics = true;
    }
}
