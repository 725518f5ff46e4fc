package dev.sallyport.spring;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Accounts;
import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.core.GrantedAuthorityDefaults;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What an application has said to Spring Security and Spring MVC already, when it takes Sallyport in. */
class OwnSecuritySettingsTest {

    private static final String LISTED = "https://app.example.com";
    private static final String NO_DATABASE =
            "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration";

    @Nested
    @SpringBootTest(
            classes = Strict.class,
            properties = {NO_DATABASE, "server.address=127.0.0.1", "sallyport.cors.allowed-origins=" + LISTED},
            webEnvironment = WebEnvironment.RANDOM_PORT)
    class CsrfCorsAndPrefixes {

        private final HttpBrowser browser;

        CsrfCorsAndPrefixes(@LocalServerPort int port) {
            this.browser = new HttpBrowser(port);
            assertThat(browser.signIn("ann", "secret")).isOk();
        }

        @Test
        void what_passed_both_doors_is_not_asked_for_another_csrf_token() {
            assertThat(browser.post("/closed").body()).isEqualTo("changed");
            assertThat(browser.call("POST", "/closed").withoutCsrfToken().send())
                    .isRefusal(403, "csrf_missing");
        }

        @Test
        void an_origin_that_the_gate_lists_is_not_refused_by_their_cors() {
            Answer answer = fromListed("POST", "/closed");

            assertThat(answer.body()).isEqualTo("changed");
            assertThat(answer).hasHeader("Access-Control-Allow-Origin", LISTED);
        }

        @Test
        void the_endpoints_know_the_gates_cors_only() {
            Answer preflight = browser.call("OPTIONS", "/auth/login")
                    .header("Origin", LISTED)
                    .header("Access-Control-Request-Method", "POST")
                    .send();

            assertThat(preflight).hasStatus(204).hasHeader("Access-Control-Allow-Origin", LISTED);
            assertThat(fromListed("POST", "/auth/logout")).hasStatus(204);
        }

        @Test
        void a_role_has_the_prefix_that_the_application_has_chosen() {
            assertThat(browser.get("/editors").body()).isEqualTo("[editor]");
        }

        private Answer fromListed(String method, String path) {
            return browser.call(method, path)
                    .header("Origin", LISTED)
                    .header("Sec-Fetch-Site", "cross-site")
                    .send();
        }
    }

    @Nested
    @SpringBootTest(
            classes = Application.class,
            properties = {
                NO_DATABASE,
                "server.address=127.0.0.1",
                "management.server.port=0",
                "management.server.address=127.0.0.1",
                "management.endpoints.web.exposure.include=health,beans"
            },
            webEnvironment = WebEnvironment.RANDOM_PORT)
    class AManagementPort {

        @LocalServerPort
        private int port;

        @LocalManagementPort
        private int managementPort;

        @Test
        void health_is_for_everybody_and_the_rest_for_callers() {
            HttpBrowser stranger = new HttpBrowser(managementPort);

            assertThat(stranger.get("/actuator/health")).hasStatus(200);
            assertThat(stranger.get("/actuator/beans")).isRefusal(401, "access_missing");
        }

        @Test
        void a_caller_of_the_application_is_one_there() {
            HttpBrowser browser = new HttpBrowser(port);
            browser.signIn("ann", "secret");

            assertThat(browser.twinAt(managementPort).get("/actuator/beans")).hasStatus(200);
        }

        @Test
        void what_changes_something_passes_both_doors_there_too() {
            HttpBrowser browser = new HttpBrowser(port);
            browser.signIn("ann", "secret");

            assertThat(browser.twinAt(managementPort)
                            .call("POST", "/actuator/beans")
                            .withoutCsrfToken()
                            .send())
                    .isRefusal(403, "csrf_missing");
        }
    }

    @Nested
    @SpringBootTest(
            classes = Application.class,
            properties = {NO_DATABASE, "server.address=127.0.0.1"},
            webEnvironment = WebEnvironment.RANDOM_PORT)
    class NoManagementPort {

        @LocalServerPort
        private int port;

        @Test
        void health_is_for_everybody_as_in_boots_own_default() {
            assertThat(new HttpBrowser(port).get("/actuator/health")).hasStatus(200);
            assertThat(new HttpBrowser(port).get("/actuator/health/liveness")).hasStatus(200);
            assertThat(new HttpBrowser(port).get("/actuator")).isRefusal(401, "access_missing");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableMethodSecurity
    @Import(Application.class)
    static class Strict implements WebMvcConfigurer {

        @Override
        public void addCorsMappings(CorsRegistry registry) {
            registry.addMapping("/**").allowedOrigins("https://partner.example.com");
        }

        @Bean
        static GrantedAuthorityDefaults prefix() {
            return new GrantedAuthorityDefaults("");
        }

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            CorsConfiguration partners = new CorsConfiguration();
            partners.setAllowedOrigins(List.of("https://partner.example.com"));
            return http.with(new SallyportSecurity(), gate -> {})
                    .csrf(CsrfConfigurer::spa)
                    .cors(cors -> cors.configurationSource(request -> partners))
                    .authorizeHttpRequests(requests -> requests.anyRequest().hasRole("editor"))
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Pages.class)
    static class Application {

        @Bean
        Accounts accounts() {
            return new SpringSecurityBridgeTest.Editors();
        }
    }

    @RestController
    static class Pages {

        @PostMapping("/closed")
        String change() {
            return "changed";
        }

        @GetMapping("/editors")
        @PreAuthorize("hasRole('editor')")
        String editors() {
            return SecurityContextHolder.getContext()
                    .getAuthentication()
                    .getAuthorities()
                    .toString();
        }
    }
}
