package dev.sallyport.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Accounts;
import dev.sallyport.Caller;
import dev.sallyport.User;
import dev.sallyport.http.HttpBrowser;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Applications that have users for Spring Security, and know Sallyport as a dependency only. */
@ExtendWith(OutputCaptureExtension.class)
class UserDetailsApplicationTest {

    private final List<ConfigurableApplicationContext> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(ConfigurableApplicationContext::close);
    }

    private ConfigurableApplicationContext start(Class<?> application, String... properties) {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(application)
                .properties(
                        "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
                        HostileApplication.LOCAL_ONLY,
                        "server.port=0")
                .properties(properties)
                .run();
        started.add(context);
        return context;
    }

    private static HttpBrowser browser(ConfigurableApplicationContext context) {
        return new HttpBrowser(
                ((ServletWebServerApplicationContext) context).getWebServer().getPort());
    }

    @Test
    void a_customer_signs_in_with_the_hash_that_is_in_the_table_and_is_known_by_the_number_of_the_row() {
        HttpBrowser ann = browser(start(Shop.class));

        assertThat(ann.signIn("ann", "secret-of-ann").status()).isEqualTo(200);

        assertThat(ann.get("/me").body()).isEqualTo("17");
        assertThat(ann.get("/role").body()).isEqualTo("admin");
        assertThat(ann.get("/authority").body()).isEqualTo("orders");
        assertThat(ann.get("/nobody").status()).isEqualTo(403);
    }

    @Test
    void a_customer_who_is_disabled_is_out_at_the_next_refresh() {
        ConfigurableApplicationContext context = start(Shop.class);
        HttpBrowser ann = browser(context);
        ann.signIn("ann", "secret-of-ann");
        assertThat(ann.post("/auth/refresh").status()).isEqualTo(200);

        context.getBean(Customers.class).disable("ann");

        assertThat(ann.post("/auth/refresh").status()).isEqualTo(401);
        assertThat(ann.signIn("ann", "secret-of-ann").status()).isEqualTo(401);
    }

    @Test
    void a_user_in_the_properties_is_enough_to_try_it(CapturedOutput output) {
        HttpBrowser ann = browser(start(
                Nothing.class,
                "spring.security.user.name=ann",
                "spring.security.user.password=secret",
                "spring.security.user.roles=admin"));

        assertThat(ann.signIn("ann", "secret").body()).contains("\"roles\":[\"admin\"]");
        assertThat(output).doesNotContain("generated security password");
    }

    @Test
    void where_the_gate_has_the_users_nobody_invents_a_password(CapturedOutput output) {
        HttpBrowser alice = browser(start(OwnAccounts.class));

        assertThat(alice.signIn("alice", "wonderland").status()).isEqualTo(200);
        assertThat(output).doesNotContain("generated security password").doesNotContain("No chain of Spring Security");
    }

    @Test
    void a_chain_that_knows_no_callers_is_told_which_line_it_lacks(CapturedOutput output) {
        start(ChainWithoutTheGate.class);

        assertThat(output).contains("http.with(new SallyportSecurity(), s -> {})");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Nothing {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class OwnAccounts {

        @Bean
        Accounts accounts() {
            return new HostileApplication.OnlyAlice();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class ChainWithoutTheGate {

        @Bean
        Accounts accounts() {
            return new HostileApplication.OnlyAlice();
        }

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .build();
        }
    }

    /** A row of the application's own table. */
    record Customer(long id, String name, String hash, boolean enabled) implements UserDetails {

        @Override
        public Collection<? extends GrantedAuthority> getAuthorities() {
            return AuthorityUtils.createAuthorityList("ROLE_ADMIN", "orders:read");
        }

        @Override
        public String getPassword() {
            return hash;
        }

        @Override
        public String getUsername() {
            return name;
        }

        @Override
        public boolean isEnabled() {
            return enabled;
        }
    }

    static final class Customers implements UserDetailsService {

        private final Map<String, Customer> byName = new ConcurrentHashMap<>();

        @Override
        public UserDetails loadUserByUsername(String username) {
            return Optional.ofNullable(byName.get(username))
                    .orElseThrow(() -> new UsernameNotFoundException("unknown"));
        }

        Optional<UserDetails> byId(long id) {
            return byName.values().stream()
                    .filter(row -> row.id() == id)
                    .<UserDetails>map(row -> row)
                    .findFirst();
        }

        void disable(String name) {
            byName.computeIfPresent(name, (any, row) -> new Customer(row.id(), name, row.hash(), false));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableMethodSecurity
    static class Shop {

        @Bean
        PasswordEncoder passwordEncoder() {
            return new BCryptPasswordEncoder(4);
        }

        @Bean
        Customers customers(PasswordEncoder encoder) {
            Customers customers = new Customers();
            customers.byName.put("ann", new Customer(17, "ann", encoder.encode("secret-of-ann"), true));
            return customers;
        }

        @Bean
        UserDetailsMapper customersById(Customers customers) {
            return new UserDetailsMapper() {
                @Override
                public User user(UserDetails details) {
                    String id = Long.toString(((Customer) details).id());
                    return new User(id, details.getUsername(), null, UserDetailsMapper.roles(details));
                }

                @Override
                public Optional<UserDetails> find(String userId) {
                    return customers.byId(Long.parseLong(userId));
                }
            };
        }

        @Bean
        Pages pages() {
            return new Pages();
        }
    }

    @RestController
    static class Pages {

        @GetMapping("/me")
        String me(@AuthenticationPrincipal Caller caller) {
            return caller.userId();
        }

        @GetMapping("/role")
        @PreAuthorize("hasRole('ADMIN')")
        String role() {
            return "admin";
        }

        @GetMapping("/authority")
        @PreAuthorize("hasAuthority('orders:read')")
        String authority() {
            return "orders";
        }

        @GetMapping("/nobody")
        @PreAuthorize("hasRole('OWNER')")
        String nobody() {
            return "nobody";
        }
    }
}
