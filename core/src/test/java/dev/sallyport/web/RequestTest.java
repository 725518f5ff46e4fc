package dev.sallyport.web;

import static dev.sallyport.web.RequestBuilder.request;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
    void rule5_three_methods_are_safe(String method) {
        assertThat(request(method, "/").build().isSafe()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get", "Get", "head", "options", "POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "QUERY", "GETS",
                "GET ", ""
            })
    void rule5_every_other_spelling_is_not(String method) {
        assertThat(request(method, "/").build().isSafe()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "websocket|true",
                "WebSocket|true",
                "h2c, websocket|true",
                "websocket/13|true",
                "h2c|false",
                "|false"
            })
    void a_handshake_is_known_by_its_upgrade(String upgrade, boolean handshake) {
        assertThat(request("GET", "/live").header("Upgrade", upgrade).build().isWebSocketHandshake())
                .isEqualTo(handshake);
    }

    @ParameterizedTest
    @CsvSource({
        "OPTIONS, https://a.example, POST, true",
        "OPTIONS, null,              POST, true",
        "OPTIONS, https://a.example,     , false",
        "OPTIONS,                  , POST, false",
        "options, https://a.example, POST, false",
        "GET,     https://a.example, POST, false",
    })
    void a_preflight_has_the_method_and_both_fields(String method, String origin, String asked, boolean preflight) {
        Request request = request(method, "/")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", asked)
                .build();

        assertThat(request.isPreflight()).isEqualTo(preflight);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json|true",
                "Application/JSON|true",
                "application/json; charset=utf-8|true",
                " application/json |true",
                "text/plain|false",
                "text/plain; application/json|false",
                "application/json, text/plain|false",
                "application/problem+json|false",
                "application/jsonp|false",
                "|false"
            })
    void rule9_json_is_what_is_declared_to_be(String type, boolean json) {
        assertThat(request("POST", "/").header("Content-Type", type).build().isJson())
                .isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource({", , false", "0, , false", "1, , true", "junk, , true", ", chunked, true", "0, chunked, true"})
    void a_body_is_known_by_its_length_or_its_coding(String length, String coding, boolean body) {
        Request request = request("POST", "/")
                .header("Content-Length", length)
                .header("Transfer-Encoding", coding)
                .build();

        assertThat(request.hasBody()).isEqualTo(body);
    }

    @Test
    void a_field_that_comes_twice_is_one_value_that_matches_neither() {
        Request request = request("POST", "/")
                .header("Origin", "https://a.example")
                .header("origin", "https://b.example")
                .build();

        assertThat(request.header("Origin")).isEqualTo("https://a.example, https://b.example");
        assertThat(request.header("Referer")).isNull();
    }

    @Test
    void its_text_form_leaks_no_field() {
        assertThat(request("GET", "/profile").header("Cookie", "access=secret").build())
                .hasToString("GET /profile");
    }
}
