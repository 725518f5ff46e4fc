package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageHeadersIT {

    private static final String[] FORBIDDEN = {
        "default-src 'none'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
        "require-trusted-types-for 'script'"
    };

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nothing", "/auth/session", "/auth/nothing", "/auth/login", "/api/profile", "/error"})
    void everyAnswerTellsTheBrowserWhatToForbid(String path) {
        Answer answer = Launch.shared().browser().get(path);

        assertThat(answer)
                .hasHeader("X-Content-Type-Options", "nosniff")
                .hasHeader("Referrer-Policy", "no-referrer")
                .hasHeader("Cross-Origin-Opener-Policy", "same-origin-allow-popups")
                .hasNoHeader("Strict-Transport-Security")
                .hasNoHeader("Server");
        assertThat(answer.header("Content-Security-Policy").orElseThrow().split("; "))
                .contains(FORBIDDEN)
                .noneMatch(rule -> rule.contains("unsafe"));
    }

    @Test
    void behindHttpsTheBrowserIsToldToStayThere() {
        assertThat(Launch.shared("--sallyport.public-origin=https://app.example.com")
                        .browser()
                        .get("/auth/session"))
                .hasHeader("Strict-Transport-Security", "max-age=63072000");
    }
}
