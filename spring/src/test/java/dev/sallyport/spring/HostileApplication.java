package dev.sallyport.spring;

import dev.sallyport.Accounts;
import dev.sallyport.Caller;
import dev.sallyport.User;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** An application with habits that would bend a contract served by its own web framework. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class HostileApplication {

    public static final String BY_ITSELF = "spring.autoconfigure.exclude="
            + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
            + "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration,"
            + "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration,"
            + "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration,"
            + "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration,"
            + "dev.sallyport.spring.SallyportSecurityAutoConfiguration";
    public static final String SNAKE_CASE = "spring.jackson.property-naming-strategy=SNAKE_CASE";
    public static final String LOCAL_ONLY = "server.address=127.0.0.1";

    record Greeting(String greetedUser) {}

    @Bean
    Accounts accounts() {
        return new OnlyAlice();
    }

    public static final class OnlyAlice implements Accounts {

        private static final User ALICE = new User("1", "alice", "alice@example.com", Set.of("user"));

        @Override
        public Optional<User> authenticate(String username, String password) {
            return Optional.of(ALICE).filter(alice -> username.equals("alice") && password.equals("wonderland"));
        }

        @Override
        public Optional<User> find(String userId) {
            return Optional.of(ALICE).filter(alice -> alice.id().equals(userId));
        }
    }

    @RestController
    public static class Endpoints {

        @GetMapping("/me")
        Greeting me(Caller caller) {
            return new Greeting(caller.userId());
        }

        @RequestMapping(
                path = "/anybody",
                method = {RequestMethod.GET, RequestMethod.POST})
        Greeting anybody(Optional<Caller> caller) {
            return new Greeting(caller.map(Caller::userId).orElse("stranger"));
        }

        @PostMapping("/me")
        Greeting change(Caller caller) {
            return new Greeting(caller.userId());
        }

        @GetMapping("/broken")
        Greeting broken() {
            throw new IllegalStateException("broken");
        }
    }

    @RestControllerAdvice
    public static class CatchAll {

        @ExceptionHandler(Exception.class)
        ResponseEntity<Map<String, String>> all(Exception any) {
            return ResponseEntity.internalServerError().body(Map.of("oops", "caught"));
        }
    }
}
