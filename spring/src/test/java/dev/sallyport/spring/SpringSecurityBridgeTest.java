package dev.sallyport.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Accounts;
import dev.sallyport.Caller;
import dev.sallyport.User;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

class SpringSecurityBridgeTest {

    private static final String NO_DATABASE =
            "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration";

    @Nested
    @SpringBootTest(
            classes = OwnChain.class,
            properties = {NO_DATABASE, "server.address=127.0.0.1"},
            webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
    class WithAChainOfTheApplicationsOwn {

        @LocalServerPort
        int port;

        @Test
        void whatThePathRulesOpenIsOpenToVisitors() throws Exception {
            assertThat(new Page(port).get("/open").body()).isEqualTo("visitor");
        }

        @Test
        void aVisitorIsTurnedAwayWithTheGatesOwnProblem() throws Exception {
            HttpResponse<String> answer = new Page(port).get("/closed");

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).contains("\"code\":\"access_missing\"");
        }

        @Test
        void theCallerOfTheGateIsTheAuthentication() throws Exception {
            Page page = new Page(port).signedInAs("ann");

            assertThat(page.get("/closed").body()).isEqualTo("ann-id [ROLE_editor]");
        }

        @Test
        void aRoleOfTheUserIsARoleOfSpringSecurity() throws Exception {
            assertThat(new Page(port).signedInAs("ann").get("/editors").statusCode())
                    .isEqualTo(200);
            HttpResponse<String> refused = new Page(port).signedInAs("bob").get("/editors");
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("\"code\":\"forbidden\"");
        }

        @Test
        void theSecondDoorIsTheGatesAndNotAskedForTwice() throws Exception {
            Page page = new Page(port).signedInAs("ann");

            assertThat(page.post("/closed", page.csrfToken()).statusCode()).isEqualTo(200);
            assertThat(page.post("/closed", "wrong").body()).contains("csrf_mismatch");
        }

        @Test
        void noServletSessionIsOpened() throws Exception {
            Page page = new Page(port).signedInAs("ann");
            page.get("/closed");

            assertThat(page.cookieNames()).doesNotContain("JSESSIONID");
        }

        @Test
        void theChainHasNoFilterForWhatTheGateHasDone(@Autowired SecurityFilterChain chain) {
            assertThat(chain.getFilters())
                    .extracting(filter -> filter.getClass().getSimpleName())
                    .containsExactly(
                            "DisableEncodeUrlFilter",
                            "WebAsyncManagerIntegrationFilter",
                            "SecurityContextHolderFilter",
                            "HeaderWriterFilter",
                            "SecurityContextHolderAwareRequestFilter",
                            "CallerFilter",
                            "AnonymousAuthenticationFilter",
                            "ExceptionTranslationFilter",
                            "AuthorizationFilter");
        }
    }

    @Nested
    @SpringBootTest(
            classes = Application.class,
            properties = {NO_DATABASE, "server.address=127.0.0.1"},
            webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
    class WithoutAChain {

        @LocalServerPort
        int port;

        @Test
        void everythingAsksForACallerButSigningInIsPossible() throws Exception {
            assertThat(new Page(port).get("/open").statusCode()).isEqualTo(401);
            assertThat(new Page(port).signedInAs("ann").get("/open").body()).isEqualTo("ann-id");
        }
    }

    /** A page in a browser, as far as this test needs one. */
    private static final class Page {

        private final CookieManager cookies = new CookieManager();
        private final HttpClient client =
                HttpClient.newBuilder().cookieHandler(cookies).build();
        private final String origin;

        Page(int port) {
            this.origin = "http://127.0.0.1:" + port;
        }

        Page signedInAs(String username) throws IOException, InterruptedException {
            get("/auth/session");
            String body = "{\"username\":\"" + username + "\",\"password\":\"secret\"}";
            HttpRequest login = request("/auth/login")
                    .header("Content-Type", "application/json")
                    .header("X-XSRF-TOKEN", csrfToken())
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            assertThat(client.send(login, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
            return this;
        }

        HttpResponse<String> get(String path) throws IOException, InterruptedException {
            return client.send(request(path).build(), BodyHandlers.ofString());
        }

        HttpResponse<String> post(String path, String csrfToken) throws IOException, InterruptedException {
            HttpRequest post = request(path)
                    .header("X-XSRF-TOKEN", csrfToken)
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            return client.send(post, BodyHandlers.ofString());
        }

        String csrfToken() {
            return cookies.getCookieStore().getCookies().stream()
                    .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                    .map(HttpCookie::getValue)
                    .findFirst()
                    .orElseThrow();
        }

        Set<String> cookieNames() {
            return cookies.getCookieStore().getCookies().stream()
                    .map(HttpCookie::getName)
                    .collect(Collectors.toSet());
        }

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create(origin + path));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Application.class)
    static class OwnChain {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.with(new SallyportSecurity(), gate -> {})
                    .authorizeHttpRequests(requests -> requests.requestMatchers("/open")
                            .permitAll()
                            .requestMatchers("/editors")
                            .hasRole("editor")
                            .anyRequest()
                            .authenticated())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Controllers.class)
    static class Application {

        @Bean
        Accounts accounts() {
            return new Editors();
        }
    }

    /** Anybody with the password; ann is an editor. */
    static final class Editors implements Accounts {

        @Override
        public Optional<User> authenticate(String username, String password) {
            return password.equals("secret") ? find(username + "-id") : Optional.empty();
        }

        @Override
        public Optional<User> find(String userId) {
            Set<String> roles = userId.startsWith("ann") ? Set.of("editor") : Set.of();
            return Optional.of(new User(userId, userId.replace("-id", ""), null, roles));
        }
    }

    @RestController
    static class Controllers {

        @GetMapping("/open")
        String open(Optional<Caller> caller) {
            return caller.map(Caller::userId).orElse("visitor");
        }

        @GetMapping({"/closed", "/editors"})
        String closed() {
            var authentication = SecurityContextHolder.getContext().getAuthentication();
            return authentication.getName() + " " + authentication.getAuthorities();
        }

        @PostMapping("/closed")
        String change() {
            return "changed";
        }
    }
}
