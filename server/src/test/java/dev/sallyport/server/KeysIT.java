package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sallyport.http.HttpBrowser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysIT {

    private static final String KEY_SET = "/.well-known/jwks.json";
    private static final String ES256 = "--sallyport.access-token.algorithm=ES256";

    /** A reload interval and some patience. */
    private static final Duration NEXT_RELOAD = Duration.ofSeconds(90);

    private record Ended(int code, String output) {}

    @TempDir
    private Path folder;

    @Test
    void aKeyAddedOnCommandIsPublishedByARunningServerAndTheTokensOfTheFirstStillVerify() throws Exception {
        HttpBrowser browser;
        String first;
        Ended command;
        try (ServerProcess server = Launch.in(folder, ES256).start()) {
            browser = server.signedIn();
            first = onlyKid(browser);
            command = run("rotate-keys", ES256);

            assertThat(command.code()).as(command.output()).isZero();
            assertThat(command.output()).contains("Added the key ", "(ES256)", "signs from 20");
            String next = command.output().replaceFirst("(?s).*Added the key (\\S+).*", "$1");
            assertThat(browser.get("/api/profile")).isOk();
            await().atMost(NEXT_RELOAD)
                    .pollInterval(Duration.ofSeconds(2))
                    .until(() -> browser.get(KEY_SET).body().contains(next));
            assertThat(browser.get(KEY_SET).body()).contains(first).doesNotContain("\"d\"");
            assertThat(browser.get("/api/profile")).isOk();
        }
        try (ServerProcess server = Launch.in(folder, ES256).start()) {
            assertThat(browser.twinAt(server.port()).get("/api/profile")).isOk();
        }
    }

    @Test
    void whoReadsTheDatabaseFileFindsNoKeyAndWithAnotherKeyTheServerDoesNotStart() throws Exception {
        try (ServerProcess server = Launch.in(folder, ES256).start()) {
            onlyKid(server.browser());
        }
        Path keyFile = folder.resolve("data/sallyport.key");
        String database = Files.readString(folder.resolve("data/sallyport.db"), StandardCharsets.ISO_8859_1);

        assertThat(Files.getPosixFilePermissions(keyFile)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(database).contains("eyJ").doesNotContain("\"kty\"");
        Files.delete(keyFile);
        for (List<String> arguments :
                List.of(List.of("--server.port=0", "--server.address=127.0.0.1"), List.of("rotate-keys"))) {
            Ended end = run(arguments.toArray(new String[0]));
            assertThat(end.code()).isEqualTo(1);
            assertThat(end.output())
                    .contains("sallyport.keys.encryption-key-file = ./data/sallyport.key: the stored key \"")
                    .contains("was not encrypted with this one: give the key it was encrypted with")
                    .doesNotContain("\tat ");
        }
    }

    private static String onlyKid(HttpBrowser browser) {
        var answer = browser.get(KEY_SET);
        assertThat(answer.header("Cache-Control")).contains("public, max-age=300");
        assertThat(answer.json().at("/keys").size()).isEqualTo(1);
        assertThat(answer.text("keys.0.kid")).hasSize(43);
        return answer.text("keys.0.kid");
    }

    private Ended run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                System.getProperty("sallyport.jar")));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
