package dev.sallyport.spring.aot;

import dev.sallyport.Caller;
import dev.sallyport.spring.RequireRole;
import dev.sallyport.spring.SallyportSecurity;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application with most that the starter has a part for: a database, Spring Security, its users, sockets and messages. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(AotApplication.Api.class)
class AotApplication {

    public static void main(String[] args) {
        SpringApplication.run(AotApplication.class, args);
    }

    @Bean
    UserDetailsService users() {
        return new InMemoryUserDetailsManager(User.withUsername("alice")
                .password("{noop}wonderland")
                .roles("USER")
                .build());
    }

    @Bean
    SecurityFilterChain chain(HttpSecurity http) throws Exception {
        return http.with(new SallyportSecurity(), gate -> {})
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .build();
    }

    @RestController
    static class Api {

        @GetMapping("/me")
        List<String> me(Caller caller) {
            return List.of(caller.userId());
        }

        @RequireRole("ADMIN")
        @GetMapping("/reports")
        List<String> reports() {
            return List.of();
        }
    }
}
