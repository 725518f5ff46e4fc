package dev.sallyport.spring.test.attack;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Accounts;
import dev.sallyport.Caller;
import dev.sallyport.User;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** No attack gets anywhere in an application with the starter, as it is without any configuration. */
@SpringBootTest(
        classes = SallyportApplicationTest.Application.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "server.address=127.0.0.1")
class SallyportApplicationTest {

    private static final String PASSWORD = "correct horse battery staple";

    @LocalServerPort
    private int port;

    @AttackTest
    void withstands(Attack attack) {
        attack.on(target(PASSWORD));
    }

    @AttackTest(except = Attack.PARALLEL_REFRESH)
    void is_not_said_to_withstand_where_nothing_was_tried(Attack attack) {
        assertThatThrownBy(() -> attack.on(target("another password")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Nothing can be judged: the sign-in")
                .hasMessageContaining("credentials_rejected")
                .hasMessageNotContaining("another password");
    }

    private Target target(String password) {
        return Target.at("http://127.0.0.1:" + port)
                .signIn("ann", password)
                .alsoCalled("17")
                .change("/api/profile", text -> Map.of("text", text))
                .shownAt("/api/profile")
                .asynchronous("/api/report")
                .build();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Pages.class)
    static class Application {

        @Bean
        Accounts accounts() {
            User ann = new User("17", "ann", null, Set.of());
            return new Accounts() {
                @Override
                public Optional<User> authenticate(String username, String password) {
                    return Optional.of(ann).filter(user -> username.equals("ann") && password.equals(PASSWORD));
                }

                @Override
                public Optional<User> find(String userId) {
                    return Optional.of(ann).filter(user -> userId.equals("17"));
                }
            };
        }
    }

    record Profile(String text) {}

    @RestController
    static class Pages {

        private final Map<String, Profile> profiles = new ConcurrentHashMap<>();

        @GetMapping("/api/profile")
        Profile show(Caller caller) {
            return profiles.getOrDefault(caller.userId(), new Profile(""));
        }

        @PostMapping("/api/profile")
        Profile change(Caller caller, @RequestBody Profile profile) {
            profiles.put(caller.userId(), profile);
            return profile;
        }

        @GetMapping("/api/report")
        Callable<String> report(Caller caller) {
            return () -> "report of " + caller.userId();
        }
    }
}
