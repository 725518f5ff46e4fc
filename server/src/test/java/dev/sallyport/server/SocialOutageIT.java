package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocialOutageIT {

    private static final String START = "/auth/social/local/start?returnTo=/";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    @Test
    void aProviderThatIsAwayCostsNobodyMoreThanAnotherTry() {
        try (LocalProvider provider = LocalProvider.ofItsOwn();
                ServerProcess server = Launch.in(
                                folder,
                                provider.properties("local", "Local provider").toArray(String[]::new))
                        .start()) {
            provider.stop();
            HttpBrowser browser = server.browser();
            assertUnavailable(browser.get(START));
            assertThat(server.signedIn().get("/auth/identities")).isOk();

            provider.startAgain();
            String there = awaitStart(browser).header("Location").orElseThrow();
            String back = provider.signIn(there, "ada");
            provider.stop();
            Answer refused = browser.get(back);
            assertUnavailable(refused);
            assertThat(refused).hasMembers(Map.of("provider", "Local provider", "returnTo", "/"));

            provider.startAgain();
            await().atMost(PATIENCE).untilAsserted(() -> {
                Answer again = browser.get(refused.text("startAgain"));
                assertThat(again).hasStatus(303);
                assertThat(browser.get(provider.signIn(again.header("Location").orElseThrow(), "ada")))
                        .hasStatus(303);
            });
            assertThat(browser.get("/api/profile")).isOk();
        }
    }

    @Test
    void aProviderThatCallsItselfOtherwiseIsAWrongSettingAndTheLogSaysWhich() {
        try (LocalProvider provider = LocalProvider.ofItsOwn();
                ServerProcess server = Launch.in(
                                folder,
                                provider.properties("local", "Local provider").stream()
                                        .map(property -> property.contains(".issuer=") ? property + "/" : property)
                                        .toArray(String[]::new))
                        .start()) {
            Answer refused = server.browser().get(START);

            assertThat(refused).isRefusal(500, "provider_misconfigured");
            assertThat(refused.header("Retry-After")).isEmpty();
            assertThat(refused.body()).doesNotContain("startAgain");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(String.join("\n", server.output()))
                            .contains("provider_misconfigured: local: its metadata say " + provider.issuer("local")));
        }
    }

    private static Answer awaitStart(HttpBrowser browser) {
        return await().atMost(PATIENCE).until(() -> browser.get(START), answer -> answer.status() == 303);
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer).isRefusal(503, "provider_unavailable");
        assertThat(answer.header("Retry-After").orElseThrow()).matches("[1-9][0-9]*");
    }
}
