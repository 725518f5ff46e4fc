package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.HttpBrowser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoPasswordIT {

    private static final Pattern SHOWN = Pattern.compile("Sign in as demo with the password (\\S+)");

    @TempDir
    private Path folder;

    @Test
    void aGeneratedPasswordIsShownOnceAndNeverLogged() throws IOException {
        List<String> first = outputOfOneRun();
        String password = shownIn(first);

        List<String> second = outputOfOneRun();

        assertThat(password).hasSizeGreaterThanOrEqualTo(15);
        assertThat(first)
                .filteredOn(line -> line.contains(password))
                .containsExactly("  Sign in as demo with the password " + password);
        assertThat(second).noneMatch(line -> line.contains("password"));
        assertThat(Files.readString(folder.resolve("server.log"))).isNotEmpty().doesNotContain(password);
        assertSignsIn(password);
    }

    @Test
    void aGivenPasswordIsNeverShownAndAnotherOneEndsTheSessionsOfTheFirst() {
        HttpBrowser early;
        try (ServerProcess server = Launch.in(folder).start()) {
            early = server.signedIn();
            assertThat(server.output()).noneMatch(line -> line.contains(Launch.PASSWORD) || line.contains("password"));
        }
        try (ServerProcess server =
                Launch.in(folder).withPassword("another passphrase").start()) {
            assertThat(early.twinAt(server.port()).get("/api/profile")).isRefusal(401, "session_revoked");
            assertThat(server.browser().signIn("demo", Launch.PASSWORD)).isRefusal(401, "credentials_rejected");
            assertThat(server.browser().signIn("demo", "another passphrase")).isOk();
        }
    }

    private List<String> outputOfOneRun() {
        ServerProcess server = unattended().start();
        try (server) {
            assertThat(server.browser().get("/auth/session")).isOk();
        }
        return server.output();
    }

    private void assertSignsIn(String password) {
        try (ServerProcess server = unattended().start()) {
            assertThat(server.browser().signIn("demo", password)).isOk();
        }
    }

    private Launch unattended() {
        return Launch.in(folder, "--logging.file.name=server.log").withPassword("");
    }

    private static String shownIn(List<String> output) {
        return output.stream()
                .map(SHOWN::matcher)
                .filter(Matcher::find)
                .map(line -> line.group(1))
                .findFirst()
                .orElseThrow();
    }
}
