package dev.sallyport.spring.caller;

import static dev.sallyport.http.AnswerAssert.assertThat;

import dev.sallyport.http.HttpBrowser;
import dev.sallyport.spring.HostileApplication;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurationSupport;

/** An application that configures Spring MVC all by itself: no {@code WebMvcConfigurer} is heard there. */
@SpringBootTest(
        classes = OwnMvcConfigurationTest.Application.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {HostileApplication.BY_ITSELF, HostileApplication.LOCAL_ONLY})
class OwnMvcConfigurationTest {

    private static final String CLAIM = "?userId=root&roles=admin&sessionId=1&transport=COOKIE&methods=pwd";

    @Configuration(proxyBeanMethods = false)
    @Import(HostileApplication.class)
    static class Application extends WebMvcConfigurationSupport {

        @Bean
        CallersInAdvice callersInAdvice() {
            return new CallersInAdvice();
        }
    }

    @LocalServerPort
    private int port;

    private HttpBrowser browser;

    @BeforeEach
    void openBrowser() {
        browser = new HttpBrowser(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void rule30_whoSaysTheyAreRootIsNobody(String method) {
        assertThat(browser.call(method, "/me" + CLAIM).send()).isRefusal(401, "access_missing");
        assertThat(browser.call(method, "/anybody" + CLAIM).send())
                .isOk()
                .hasMembers(Map.of("greetedUser", "stranger"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void rule30_whoIsSignedInIsThemselves(String method) {
        browser.signIn("alice", "wonderland");

        assertThat(browser.call(method, "/me" + CLAIM).send()).isOk().hasMembers(Map.of("greetedUser", "1"));
        assertThat(browser.call(method, "/anybody" + CLAIM).send()).isOk().hasMembers(Map.of("greetedUser", "1"));
    }

    @Test
    void theSecondDoorStandsInFrontOfIt() {
        browser.signIn("alice", "wonderland");

        assertThat(browser.call("POST", "/me" + CLAIM).withoutCsrfToken().send())
                .isRefusal(403, "csrf_missing");
    }

    @Test
    void anAdvicesMethodsKnowTheCallerToo() {
        assertThat(browser.get("/fragile" + CLAIM)).hasStatus(500).hasMembers(Map.of("whose", "stranger"));
        browser.signIn("alice", "wonderland");
        assertThat(browser.get("/fragile" + CLAIM)).hasStatus(500).hasMembers(Map.of("whose", "1"));
    }
}
