package dev.sallyport.spring;

import dev.sallyport.http.HttpBrowser;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;

/** One application behind several chains, and beside it the same one without Spring Security. */
final class DispatchScene implements AutoCloseable {

    enum Chain {
        NONE(Application.class),
        DEFAULT(Application.class),
        AUTHENTICATED(Authenticated.class),
        HAS_ROLE(HasRole.class),
        ERRORS_DENIED(ErrorsDenied.class),
        RULES_FIRST(RulesFirst.class),
        NO_RULES(NoRules.class);

        private final Class<?> application;

        Chain(Class<?> application) {
            this.application = application;
        }

        /** Everything is closed by the starter's own chain. */
        boolean opensSomething() {
            return this != DEFAULT;
        }
    }

    private final ConfigurableApplicationContext application;
    private final Ledger ledger;

    DispatchScene(Chain chain) {
        String withoutDatabase =
                "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration";
        this.application = new SpringApplicationBuilder(chain.application)
                .properties(
                        chain == Chain.NONE ? HostileApplication.BY_ITSELF : withoutDatabase,
                        HostileApplication.LOCAL_ONLY,
                        "server.port=0",
                        "spring.web.error.include-message=always",
                        "server.error.include-message=always")
                .run();
        this.ledger = application.getBean(Ledger.class);
    }

    HttpBrowser browser(boolean signedIn) {
        int port = ((ServletWebServerApplicationContext) application)
                .getWebServer()
                .getPort();
        HttpBrowser browser = new HttpBrowser(port);
        if (signedIn) {
            browser.signIn("alice", "wonderland");
        }
        return browser;
    }

    @Override
    public void close() {
        application.close();
    }

    /** Who each dispatch was for, in Spring Security's eyes, behind its chain. */
    BlockingQueue<String> ledger() {
        return ledger.lines;
    }

    private static final class Ledger {

        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

        void write(DispatcherType type) {
            Authentication who = SecurityContextHolder.getContext().getAuthentication();
            lines.add(type + " " + (who == null ? "nobody" : who.getName()));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({Outcomes.class, HostileApplication.OnlyAlice.class})
    static class Application {

        @Bean
        Ledger ledger() {
            return new Ledger();
        }

        @Bean
        FilterRegistrationBean<Filter> ledgerFilter(Ledger ledger) {
            FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
                ledger.write(request.getDispatcherType());
                chain.doFilter(request, response);
            });
            registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
            registration.setOrder(Ordered.LOWEST_PRECEDENCE);
            return registration;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Application.class)
    static class Authenticated {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.with(new SallyportSecurity(), gate -> {})
                    .authorizeHttpRequests(requests -> requests.requestMatchers("/open/**")
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Application.class)
    static class HasRole {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.with(new SallyportSecurity(), gate -> {})
                    .authorizeHttpRequests(requests -> requests.requestMatchers("/open/**")
                            .permitAll()
                            .anyRequest()
                            .hasRole("user"))
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Application.class)
    static class ErrorsDenied {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.with(new SallyportSecurity(), gate -> {})
                    .authorizeHttpRequests(requests -> requests.requestMatchers("/error")
                            .denyAll()
                            .requestMatchers("/open/**")
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Application.class)
    static class RulesFirst {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/open/**")
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .with(new SallyportSecurity(), gate -> {})
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Application.class)
    static class NoRules {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.with(new SallyportSecurity(), gate -> {}).build();
        }
    }
}
