package dev.sallyport.spring.test.attack;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What an application answered. */
public record Answer(int status, HttpHeaders headers, String body) {

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    /** Whether the status is of the 2xx class. */
    public boolean isOk() {
        return status / 100 == 2;
    }

    /** A member of a JSON body as text, wherever it is ({@code "session.id"}), or empty where there is none. */
    public Optional<String> text(String member) {
        try {
            return JsonMapper.shared()
                    .readTree(body)
                    .at("/" + member.replace('.', '/'))
                    .asStringOpt();
        } catch (JacksonException noJson) {
            return Optional.empty();
        }
    }

    /** All lines of a header field in lower case, with commas between them. */
    String field(String name) {
        return String.join(", ", headers.allValues(name)).toLowerCase(Locale.ROOT);
    }

    /** Without the body and the header fields, which may hold tokens. */
    @Override
    public String toString() {
        return "status " + status;
    }
}
