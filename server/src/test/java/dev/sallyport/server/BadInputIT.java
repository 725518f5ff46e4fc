package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent: a problem with a code, nothing about our innards, and the session goes on where it did. */
class BadInputIT {

    private static final HttpBrowser SIGNED_IN = Launch.shared().signedIn();
    private static final byte[] TEN_MEGABYTES = "[".repeat(10 * 1024 * 1024).getBytes(US_ASCII);

    @AfterEach
    void theSessionGoesOn() {
        assertThat(SIGNED_IN.post("/auth/refresh")).isOk();
        assertThat(SIGNED_IN.get("/api/profile")).isOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/login", "/auth/refresh", "/auth/verify", "/api/profile"})
    void aBodyThatIsNoJsonIsMalformed(String path) {
        for (String broken : new String[] {"{", "\u0000", "{\"a\":1e999999999}x", "[[[[", "nul", "\"", "{]"}) {
            assertThat(post(path, "application/json", BodyPublishers.ofString(broken)))
                    .isRefusal(400, "malformed_request");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/auth/login",
                "/auth/refresh",
                "/auth/logout",
                "/auth/logout/all",
                "/auth/verify",
                "/api/profile"
            })
    void rule9_aBodyThatIsNotDeclaredJsonIsRefused(String path) {
        for (String type :
                new String[] {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "a/b"}) {
            assertThat(post(path, type, BodyPublishers.ofString("{}")))
                    .isRefusal(415, "unsupported_media_type")
                    .setsNoCookie();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/login", "/auth/refresh", "/auth/verify", "/api/profile"})
    void tenMegabytesAreTooMuchWhetherAnnouncedOrNot(String path) {
        assertThat(post(path, "application/json", BodyPublishers.ofByteArray(TEN_MEGABYTES)))
                .isClientError();
        assertThat(post(path, "application/json", chunked(TEN_MEGABYTES))).isClientError();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/login", "/auth/verify", "/api/profile"})
    void tenMegabytesOfGoodJsonAreTooMuchToo(String path) {
        byte[] spacious = ("{" + " ".repeat(10 * 1024 * 1024) + "}").getBytes(US_ASCII);

        assertThat(post(path, "application/json", BodyPublishers.ofByteArray(spacious)))
                .isRefusal(413, "payload_too_large");
        assertThat(post(path, "application/json", chunked(spacious))).isRefusal(413, "payload_too_large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"access", "refresh", "visitor"})
    void rule3_aCookieOfOursThatComesTwiceIsRefused(String name) {
        String mine = "access=" + SIGNED_IN.cookie("access").orElseThrow() + "; refresh="
                + SIGNED_IN.cookie("refresh").orElseThrow() + "; visitor=x";
        String twice = mine + "; " + name + "=tossed";

        for (String path : new String[] {"/api/profile", "/auth/session", "/auth/sessions"}) {
            assertThat(getWith(path, twice)).isRefusal(400, "duplicate_cookie").setsNoCookie();
        }
        assertThat(refreshWith(twice)).isRefusal(400, "duplicate_cookie").setsNoCookie();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";", "=", "=;=", "access", "access=", "; ; ;", "\"", "a=b;access", "\u00e9=\u00e9"})
    void aCookieHeaderOfAnyShapeIsRead(String cookies) {
        assertThat(getWith("/api/profile", cookies)).isRefusal(401, "access_missing");
        assertThat(refreshWith(cookies)).isRefusal(401, "refresh_missing");
    }

    @Test
    void anAnswerInAnotherFormThanJsonIsNotToBeHad() {
        assertThat(SIGNED_IN
                        .call("GET", "/api/profile")
                        .header("Accept", "image/png")
                        .send())
                .isRefusal(406, "not_acceptable");
        assertThat(SIGNED_IN
                        .call("GET", "/api/profile")
                        .header("Accept", "x;;;/")
                        .send())
                .isClientError();
    }

    private static Answer post(String path, String contentType, BodyPublisher body) {
        return SIGNED_IN.call("POST", path).body(contentType, body).send();
    }

    private static Answer getWith(String path, String cookies) {
        return SIGNED_IN.call("GET", path).header("Cookie", cookies).send();
    }

    private static Answer refreshWith(String cookies) {
        return SIGNED_IN.call("POST", "/auth/refresh").header("Cookie", cookies).send();
    }

    private static BodyPublisher chunked(byte[] bytes) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
    }
}
