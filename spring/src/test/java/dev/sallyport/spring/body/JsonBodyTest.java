package dev.sallyport.spring.body;

import static dev.sallyport.http.AnswerAssert.assertThat;

import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import dev.sallyport.spring.OverHttp;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@OverHttp
class JsonBodyTest {

    private static final int LARGEST = 64 * 1024;
    private static final String GOOD = "{\"username\":\"alice\",\"password\":\"wonderland\"}";

    @LocalServerPort
    private int port;

    private HttpBrowser browser;

    @BeforeEach
    void openThePage() {
        browser = new HttpBrowser(port);
        browser.get("/auth/session");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"username\":\"alice\",\"password\":\"wonderland\"}",
                "  {\"password\":\"wonderland\",\"username\":\"alice\"}\n",
                "{\"username\":\"alice\",\"password\":\"wonderland\",\"remember\":true}",
                "{\"username\":\"alice\",\"password\":\"wonderland\",\"transport\":null}",
                "{\"username\":\"alice\",\"password\":\"wonderland\",\"transport\":\"cookie\"}",
                "{\"username\":\"\\u0061lice\",\"password\":\"wonderland\"}",
                "{\"username\":\"alice\",\"password\":\"wonderland\",\"\\ud83d\\ude00\":\"\\ud83d\\ude00\"}"
            })
    void anObjectWithTheMembersIsTaken(String body) {
        assertThat(login(body)).isOk();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            {"username":1,"password":"wonderland"}                            | a number for a string
            {"username":"alice","password":true}                              | a boolean for a string
            {"username":"alice","password":["wonderland"]}                    | an array for a string
            {"username":"alice","password":{"is":"wonderland"}}               | an object for a string
            {"username":"alice","password":"wonderland","transport":1}        | a number for an optional string
            {"username":null,"password":"wonderland"}                         | null for a string
            {"username":"alice"}                                              | a member missing
            {}                                                                | nothing in it
            {"username":"alice","password":"x","password":"wonderland"}       | a member twice
            {"username":"alice","password":"wonderland"} {}                   | a second object
            {"username":"alice","password":"wonderland"} x                    | text behind it
            {"username":"alice","password":"wonderland"                       | no end
            {'username':'alice','password':'wonderland'}                      | the wrong quotes
            {"username":"alice","password":"wonderland",}                     | a comma too many
            {username:"alice",password:"wonderland"}                          | no quotes
            ["alice","wonderland"]                                            | an array
            "alice"                                                           | a string
            null                                                              | null
            7                                                                 | a number
            alice                                                             | no JSON
            {"username":"alice","password":"\\ud800"}                         | half a surrogate pair
            {"username":"\\udc00\\ud800","password":"wonderland"}             | two halves the wrong way round
            {"username":"alice","password":"wonderland","x":["\\udfff"]}      | half a pair where nobody looks
            {"username":"alice","password":"wonderland","\\ud83d":1}          | half a pair for a name
            {"username":"alice","password":"wonderland\\u0000"}               | a NUL
            {"username":"alice","password":"wonderland","x":{"\\u0000":1}}    | a NUL in a name further in
            """)
    void aBodyOfAnotherShapeIsMalformed(String body, String shape) {
        assertThat(login(body)).isRefusal(400, "malformed_request").setsNoCookie();
    }

    @Test
    void aBodyNestedThousandsDeepIsMalformed() {
        assertThat(login("{\"username\":" + "[".repeat(30_000))).isRefusal(400, "malformed_request");
        assertThat(login("{\"a\":".repeat(10_000))).isRefusal(400, "malformed_request");
    }

    @Test
    void whatIsNotUtf8IsMalformed() {
        byte[] latin = "{\"username\":\"J\u00e9r\u00f4me\",\"password\":\"x\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(browser.call("POST", "/auth/login")
                        .body("application/json", BodyPublishers.ofByteArray(latin))
                        .send())
                .isRefusal(400, "malformed_request");
    }

    /** As UTF-8 would spell them if they were characters (CESU-8). */
    @ParameterizedTest
    @ValueSource(ints = {0xa0, 0xbf})
    void halfASurrogatePairInBytesIsMalformed(int second) {
        byte[] body = "{\"username\":\"alice\",\"password\":\"???\"}".getBytes(StandardCharsets.US_ASCII);
        int at = body.length - 5;
        body[at] = (byte) 0xed;
        body[at + 1] = (byte) second;
        body[at + 2] = (byte) 0x80;

        assertThat(browser.call("POST", "/auth/login")
                        .body("application/json", BodyPublishers.ofByteArray(body))
                        .send())
                .isRefusal(400, "malformed_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json;charset=utf-8",
                "application/json; charset=\"UTF-8\"",
                "Application/JSON ; charset=utf-16"
            })
    void theContentTypeIsJsonWhateverItsParametersSay(String type) {
        assertThat(loginAs(type)).isOk();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=application/json",
                "text/json",
                "application/jsonp",
                "application/problem+json",
                "text/plain; application/json",
                "text/plain, application/json",
                "*/*",
                ";",
                "x"
            })
    void rule9_anyOtherContentTypeIsRefused(String type) {
        assertThat(loginAs(type)).isRefusal(415, "unsupported_media_type").setsNoCookie();
    }

    @Test
    void aBodyWithoutAContentTypeIsRefused() {
        assertThat(browser.call("POST", "/auth/login")
                        .json(GOOD)
                        .without("Content-Type")
                        .send())
                .isRefusal(415, "unsupported_media_type");
    }

    @Test
    void noBodyAtAllIsRefused() {
        assertThat(browser.post("/auth/login")).isRefusal(415, "unsupported_media_type");
        assertThat(login("")).isRefusal(400, "malformed_request");
    }

    @Test
    void sixtyFourKilobytesAreTakenAndOneByteMoreIsNot() {
        assertThat(login(GOOD + " ".repeat(LARGEST - GOOD.length()))).isOk();
        assertThat(login(GOOD + " ".repeat(LARGEST - GOOD.length() + 1))).isRefusal(413, "payload_too_large");
    }

    @Test
    void aBodyThatDoesNotSayItsLengthHasTheSameBound() {
        assertThat(loginChunked(GOOD)).isOk();
        assertThat(loginChunked(GOOD + " ".repeat(LARGEST - GOOD.length() + 1))).isRefusal(413, "payload_too_large");
    }

    private Answer login(String body) {
        return browser.twin().call("POST", "/auth/login").json(body).send();
    }

    private Answer loginAs(String contentType) {
        return browser.call("POST", "/auth/login")
                .body(contentType, BodyPublishers.ofString(GOOD))
                .send();
    }

    private Answer loginChunked(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return browser.twin()
                .call("POST", "/auth/login")
                .body("application/json", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)))
                .send();
    }
}
