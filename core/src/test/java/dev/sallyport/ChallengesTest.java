package dev.sallyport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.config.ConfigDraft;
import dev.sallyport.config.InvalidConfigException;
import dev.sallyport.session.Transport;
import dev.sallyport.web.Reply;
import dev.sallyport.web.RequestBuilder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengesTest {

    private final ConfigDraft draft = new ConfigDraft();

    @ParameterizedTest
    @EnumSource
    void every_401_has_a_challenge_and_nothing_else_has_one(Refusal refusal) {
        assertThat(challenges(refusal, RequestBuilder.request("GET", "/")))
                .isEqualTo(refusal.status() == 401 ? List.of("Cookie realm=\"api\"") : List.of());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            COOKIE                | Cookie realm="api"
            MEMORY                | Cookie realm="api"; JWT realm="api"
            HEADER                | JWT realm="api"
            COOKIE, HEADER        | Cookie realm="api"; JWT realm="api"
            """)
    void it_names_the_ways_that_are_enabled(String transports, String expected) {
        draft.transports = Arrays.stream(transports.split(", ", -1))
                .map(Transport::valueOf)
                .toList();

        assertThat(challenges(Refusal.ACCESS_MISSING, RequestBuilder.request("GET", "/")))
                .containsExactly(expected.split("; ", -1));
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            JWT a       | ACCESS_INVALID    | JWT realm="api"
            JWT a       | FORBIDDEN         | JWT realm="api"
            Bearer a    | ACCESS_EXPIRED    | JWT realm="api"; Bearer realm="api", error="invalid_token"
            Bearer      | MALFORMED_REQUEST | JWT realm="api"; Bearer realm="api", error="invalid_request"
            Basic YTpi  | ACCESS_MISSING    | Cookie realm="api"
            """)
    void whoever_brought_a_token_in_a_header_is_told_about_that_way(
            String authorization, Refusal refusal, String expected) {
        RequestBuilder request = RequestBuilder.request("GET", "/").header("Authorization", authorization);

        assertThat(challenges(refusal, request)).containsExactly(expected.split("; ", -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "BASIC", "Digest", "Negotiate", "NTLM"})
    void a_scheme_for_which_browsers_open_a_dialog_stops_the_start(String scheme) {
        draft.prefixes = List.of("JWT", scheme);

        assertThatThrownBy(draft::build)
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("sallyport.header.prefixes = " + scheme + ": browsers know this scheme");
    }

    private List<String> challenges(Refusal refusal, RequestBuilder request) {
        Reply reply = new Gate(draft).sallyport().refuse(request.build(), Problem.of(refusal));
        return reply.headers().stream()
                .filter(header -> header.name().equals("WWW-Authenticate"))
                .map(Reply.Header::value)
                .toList();
    }
}
