package com.example.shop;

import dev.sallyport.User;
import dev.sallyport.spring.SallyportSecurity;
import dev.sallyport.spring.UserDetailsMapper;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;

/** Who the users are, and who may ask for what. */
@Configuration
@EnableMethodSecurity
class SecurityConfiguration {

    /** What the page needs and no more: an injected script element would not run. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
                    + "require-trusted-types-for 'script'";

    @Bean
    SecurityFilterChain chain(HttpSecurity http) throws Exception {
        return http.with(new SallyportSecurity(), sallyport -> {})
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                HttpMethod.GET, "/", "/index.html", "/assets/**", "/api/products")
                        .permitAll()
                        .requestMatchers("/api/admin/**")
                        .hasRole("ADMIN")
                        .anyRequest()
                        .authenticated())
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY)))
                .build();
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return new BCryptPasswordEncoder();
    }

    @Bean
    UserDetailsService users(Customers customers) {
        return username -> customers
                .findByUsername(username)
                .map(CustomerDetails::of)
                .orElseThrow(() -> new UsernameNotFoundException("no such customer"));
    }

    /** A session names its user by the number of the row, which stays the same if somebody takes another name. */
    @Bean
    UserDetailsMapper customersById(Customers customers) {
        return new UserDetailsMapper() {
            @Override
            public User user(UserDetails details) {
                CustomerDetails customer = (CustomerDetails) details;
                return new User(
                        customer.id().toString(),
                        customer.username(),
                        customer.email(),
                        UserDetailsMapper.roles(details));
            }

            @Override
            public Optional<UserDetails> find(String userId) {
                return customers.findById(Long.valueOf(userId)).map(CustomerDetails::of);
            }
        };
    }
}
