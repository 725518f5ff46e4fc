package dev.sallyport.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** What browsers show as no answer at all, a redirect to another origin, is told apart from that: nobody pays twice. */
class RedirectedIT extends BrowserTest {

    private static ConfigurableApplicationContext application;

    @BeforeAll
    static void start() {
        application = StarterApplication.start("sallyport.transports=cookie,memory");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @ParameterizedTest
    @CsvSource({"303, cookie", "307, cookie", "303, memory", "307, memory"})
    void aPaymentThatWasAnsweredSoIsMadeOnce(int status, String transport) {
        Page page = signedIn(transport);
        Object outcome =
                page.evaluate("address => send(address, { method: 'POST', body: '10 EUR' })", elsewhere(status));

        assertThat(outcome).isEqualTo("redirected");
        assertThat(answered()).containsExactly("POST /redirects/" + status + " " + status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cookie", "memory"})
    void onePaymentThatWasNotAnsweredIsSomethingElse(String transport) {
        Page page = signedIn(transport);
        page.route("**/payments", route -> route.abort("connectionreset"));

        assertThat(page.evaluate("send('/payments', { method: 'POST' })")).isEqualTo("network_error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cookie", "memory"})
    void withinTheOwnOriginReadingIsRedirectedAsEverAndAChangeByItsMode(String transport) {
        Page page = signedIn(transport);

        assertThat(page.evaluate("send('/redirects/302?to=/notes')")).isEqualTo("200 GET");
        assertThat(page.evaluate("send('/redirects/303?to=/notes', { method: 'POST', mode: 'same-origin' })"))
                .isEqualTo("200 GET");
        assertThat(page.evaluate("send('/redirects/307?to=/notes', { method: 'POST', mode: 'same-origin' })"))
                .isEqualTo("200 POST");
    }

    private Page signedIn(String transport) {
        Page page = context.newPage();
        page.navigate("http://localhost:" + StarterApplication.port(application) + "/page#" + transport);
        page.evaluate("client.signIn({ username: 'ada', password: 'engine' }).then(() => undefined)");
        answered().clear();
        return page;
    }

    /** The same server under its other name is another origin, which lets no page of this one read anything. */
    private static String elsewhere(int status) {
        return "/redirects/%d?to=http://127.0.0.1:%d/notes".formatted(status, StarterApplication.port(application));
    }

    private static List<String> answered() {
        return application.getBean(StarterApplication.class).answered();
    }
}
