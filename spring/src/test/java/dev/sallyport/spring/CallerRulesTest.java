package dev.sallyport.spring;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.Caller;
import dev.sallyport.Decision;
import dev.sallyport.Problem;
import dev.sallyport.Refusal;
import dev.sallyport.RefusedException;
import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import dev.sallyport.spring.exchange.ServletExchange;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurationSupport;

/** What is written over a controller's method holds, however Spring MVC is set up. */
class CallerRulesTest {

    private final Caller alice = new Someone().signsIn();

    @RequireRole("admin")
    static class Office {

        public void closed() {}

        @RequireRole({"admin", "user"})
        public void shared() {}

        @RequireRole("user")
        @RecentSignIn
        public void recent() {}

        @RequireRole("user")
        @RecentSignIn("1h")
        public void withinAnHour() {}
    }

    static class Street {

        public void open() {}

        @RecentSignIn
        public void recent() {}
    }

    /** As Spring makes one for transactions: its methods are its own and bear no annotations. */
    static class Office$$SpringCGLIB$$0 extends Office {

        @Override
        public void closed() {}
    }

    private Optional<Problem> problem(Object controller, String method, Duration after, Decision decision) {
        CallerRules rules = new CallerRules(
                Duration.ofMinutes(10), Clock.fixed(alice.authenticatedAt().plus(after), ZoneOffset.UTC));
        MockHttpServletRequest request = new MockHttpServletRequest();
        ServletExchange.put(decision, request);
        try {
            HandlerMethod handler = new HandlerMethod(controller, method);
            assertThat(rules.preHandle(request, new MockHttpServletResponse(), handler))
                    .isTrue();
            return Optional.empty();
        } catch (NoSuchMethodException impossible) {
            throw new AssertionError(impossible);
        } catch (RefusedException refused) {
            return Optional.of(refused.problem());
        }
    }

    @ParameterizedTest(name = "{0} {1} s after the sign-in: {2}")
    @CsvSource({
        "closed, 0, FORBIDDEN",
        "shared, 0, ",
        "recent, 600, ",
        "recent, 601, INSUFFICIENT_USER_AUTHENTICATION",
        "withinAnHour, 3600, ",
        "withinAnHour, 3601, INSUFFICIENT_USER_AUTHENTICATION",
    })
    void a_user_in_the_office(String method, long seconds, Refusal refusal) {
        assertThat(problem(new Office(), method, Duration.ofSeconds(seconds), new Decision.Admitted(alice))
                        .map(Problem::refusal))
                .isEqualTo(Optional.ofNullable(refusal));
    }

    @ParameterizedTest
    @CsvSource({"closed", "shared", "recent"})
    void a_visitor_is_told_why_nobody_is_signed_in(String method) {
        Decision visitor = new Decision.Anonymous(Refusal.ACCESS_EXPIRED);

        assertThat(problem(new Office(), method, Duration.ZERO, visitor).map(Problem::refusal))
                .contains(Refusal.ACCESS_EXPIRED);
    }

    @Test
    void where_nothing_is_asked_everybody_passes() {
        assertThat(problem(new Street(), "open", Duration.ZERO, new Decision.Anonymous(Refusal.ACCESS_MISSING)))
                .isEmpty();
    }

    @Test
    void a_proxy_is_held_to_what_is_written_over_the_class() {
        assertThat(problem(new Office$$SpringCGLIB$$0(), "closed", Duration.ZERO, new Decision.Admitted(alice)))
                .map(Problem::refusal)
                .contains(Refusal.FORBIDDEN);
    }

    @Test
    void the_answer_that_comes_later_was_allowed_when_it_was_asked_for() throws NoSuchMethodException {
        CallerRules rules = new CallerRules(Duration.ofMinutes(10), new StoppedClock());
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setDispatcherType(DispatcherType.ASYNC);

        assertThat(rules.preHandle(request, new MockHttpServletResponse(), new HandlerMethod(new Office(), "closed")))
                .isTrue();
    }

    @Test
    void a_duration_that_is_none_is_refused_and_not_taken_for_no_rule() {
        class Misspelt {

            @RecentSignIn("ten minutes")
            public void method() {}
        }

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> problem(new Misspelt(), "method", Duration.ZERO, new Decision.Admitted(alice)));
    }

    @RestController
    static class Endpoints {

        @GetMapping("/admins")
        @RequireRole("admin")
        String admins() {
            return "admins";
        }

        @PostMapping("/account/delete")
        @RecentSignIn("0s")
        String delete() {
            return "deleted";
        }

        @Autowired
        private CurrentCaller current;

        @GetMapping("/whoever")
        String whoever() {
            return current.get().map(Caller::userId).orElse("visitor");
        }

        @GetMapping("/somebody")
        String somebody() {
            return current.require().userId();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(HostileApplication.class)
    static class Ordinary {

        @Bean
        Endpoints guarded() {
            return new Endpoints();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(HostileApplication.class)
    static class OwnMvc extends WebMvcConfigurationSupport {

        @Bean
        Endpoints guarded() {
            return new Endpoints();
        }
    }

    abstract static class OverHttp {

        @LocalServerPort
        private int port;

        private HttpBrowser alice() {
            HttpBrowser alice = new HttpBrowser(port);
            alice.signIn("alice", "wonderland");
            return alice;
        }

        @Test
        void roles_are_asked_for() {
            assertThat(new HttpBrowser(port).get("/admins")).isRefusal(401, "access_missing");
            assertThat(alice().get("/admins")).isRefusal(403, "forbidden");
        }

        @Test
        void a_sign_in_that_is_too_old_is_named_with_how_recent_it_must_be() {
            Answer refused = alice().post("/account/delete");

            assertThat(refused).isRefusal(401, "insufficient_user_authentication");
            assertThat(refused.header("WWW-Authenticate"))
                    .contains("Cookie realm=\"api\", error=\"insufficient_user_authentication\", max_age=\"0\"");
        }

        @Test
        void a_service_knows_on_whose_behalf_it_works() {
            assertThat(new HttpBrowser(port).get("/whoever").body()).isEqualTo("visitor");
            assertThat(new HttpBrowser(port).get("/somebody")).isRefusal(401, "access_missing");
            assertThat(alice().get("/whoever").body()).isEqualTo("1");
            assertThat(alice().get("/somebody").body()).isEqualTo("1");
        }
    }

    @Nested
    @SpringBootTest(
            classes = Ordinary.class,
            webEnvironment = WebEnvironment.RANDOM_PORT,
            properties = {HostileApplication.BY_ITSELF, HostileApplication.LOCAL_ONLY})
    class InAnOrdinaryApplication extends OverHttp {}

    @Nested
    @SpringBootTest(
            classes = OwnMvc.class,
            webEnvironment = WebEnvironment.RANDOM_PORT,
            properties = {HostileApplication.BY_ITSELF, HostileApplication.LOCAL_ONLY})
    class InOneThatConfiguresSpringMvcByItself extends OverHttp {}
}
