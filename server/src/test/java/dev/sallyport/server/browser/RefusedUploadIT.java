package dev.sallyport.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An upload that is refused before it was read: a browser sends all of it first, and sees the answer only if the server has
 * waited for that. Over HTTP/1.1, in an application on the starter.
 */
class RefusedUploadIT extends BrowserTest {

    private static ConfigurableApplicationContext application;

    @BeforeAll
    static void start() {
        application = StarterApplication.start("sallyport.access-token.lifetime=10s");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 10, 25})
    void whatAnEndedTokenHadRefusedIsSentAgainAfterARefresh(int megabytes) {
        Page page = context.newPage();
        page.navigate("http://localhost:" + StarterApplication.port(application) + "/page");
        page.evaluate("client.signIn({ username: 'ada', password: 'engine' }).then(() => undefined)");
        // The server decides: the client's own countdown begins when it asks, so it ends before the token does.
        page.waitForCondition(() ->
                page.evaluate("fetch('/callers').then(answer => answer.status)").equals(401));
        answered().clear();

        int size = megabytes * 1024 * 1024;
        Object answer = page.evaluate("size => send('/uploads', { method: 'POST', body: new Uint8Array(size) })", size);

        assertThat(answer).isEqualTo("200 " + size);
        assertThat(answered()).containsExactly("POST /uploads 401", "POST /auth/refresh 200", "POST /uploads 200");
    }

    private static List<String> answered() {
        return application.getBean(StarterApplication.class).answered();
    }
}
