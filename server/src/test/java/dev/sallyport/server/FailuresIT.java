package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guesses at the demo user's password are counted by the database, and its owner has a browser that is known. */
class FailuresIT {

    @TempDir
    private Path folder;

    @Test
    void rule34_afterAHundredFailuresInARowOverARestartTheOwnerSignsInAndAStrangerWaitsADay() {
        HttpBrowser owner;
        try (ServerProcess first = start()) {
            owner = first.browser();
            assertThat(owner.signIn("demo", Launch.PASSWORD)).isOk();
            assertThat(guess(first, 60)).isEqualTo(Map.of(401, 60L));
        }
        try (ServerProcess second = start()) {
            assertThat(guess(second, 45)).isEqualTo(Map.of(401, 40L, 429, 5L));
            Answer refused = signIn(second.browser(), "203.0.113.1", Launch.PASSWORD);

            assertThat(refused)
                    .isRefusal(429, "too_many_attempts")
                    .setsNoCookie()
                    .hasHint("SignInThrottle.forgive");
            assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow()))
                    .isBetween(80_000, 86_401);
            assertThat(owner.twinAt(second.port()).signIn("demo", Launch.PASSWORD))
                    .isOk();
            assertThat(signIn(second.browser(), "203.0.113.1", Launch.PASSWORD)).isOk();
        }
    }

    private ServerProcess start() {
        return Launch.in(folder, "--sallyport.trusted-proxies=127.0.0.1", "--sallyport.cookie.secure=false")
                .start();
    }

    private static Map<Integer, Long> guess(ServerProcess server, int times) {
        HttpBrowser browser = server.browser();
        return IntStream.range(0, times)
                .mapToObj(guess -> signIn(browser, "198.51.100." + guess % 5, "guess"))
                .collect(Collectors.groupingBy(Answer::status, Collectors.counting()));
    }

    private static Answer signIn(HttpBrowser browser, String address, String password) {
        browser.get("/auth/session");
        return browser.call("POST", "/auth/login")
                .header("X-Forwarded-For", address)
                .json(Map.of("username", "demo", "password", password))
                .send();
    }
}
