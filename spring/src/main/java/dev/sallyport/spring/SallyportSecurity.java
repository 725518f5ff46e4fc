package dev.sallyport.spring;

import dev.sallyport.Problem;
import dev.sallyport.Refusal;
import dev.sallyport.Sallyport;
import dev.sallyport.spring.exchange.RefusalWriter;
import dev.sallyport.spring.exchange.ServletExchange;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.ApplicationContext;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;

/**
 * Makes a Spring Security chain rely on the gate in front of it: the caller becomes the authentication of every dispatch, and
 * what the gate has done already (CSRF, sessions, sign-out) is not done again. The rules of {@code authorizeHttpRequests} do not
 * judge the dispatch that shows an error.
 *
 * <pre>{@code
 * @Bean
 * SecurityFilterChain chain(HttpSecurity http) throws Exception {
 *     return http.with(new SallyportSecurity(), sallyport -> {})
 *             .authorizeHttpRequests(requests -> requests
 *                     .requestMatchers("/admin/**").hasRole("admin")
 *                     .anyRequest().permitAll())
 *             .build();
 * }
 * }</pre>
 */
public final class SallyportSecurity extends AbstractHttpConfigurer<SallyportSecurity, HttpSecurity> {

    /** Here and not in {@code init}: by then the chain's own session management has chosen where it keeps its state. */
    @Override
    public void setBuilder(HttpSecurity http) {
        super.setBuilder(http);
        ApplicationContext context = http.getSharedObject(ApplicationContext.class);
        RefusalWriter refusals =
                new RefusalWriter(context.getBean(Sallyport.class), context.getBean(ServletExchange.class));
        // By sessionManagement(...) the same wish would add a filter that asks at each request whether a session knows
        // the caller.
        http.setSharedObject(SessionCreationPolicy.class, SessionCreationPolicy.STATELESS);
        http.logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .exceptionHandling(handling -> handling.authenticationEntryPoint((request, response, why) ->
                                refusals.refuse(request, response, Problem.of(whyNobody(request))))
                        .accessDeniedHandler((request, response, why) ->
                                refusals.refuse(request, response, Problem.of(Refusal.FORBIDDEN))));
    }

    /**
     * The rules of the paths judge requests, and the page that shows an error is none: a 404 or a bad body at an open address
     * would become a 403. By now the application has said its rules, and their filter has not been made.
     */
    @Override
    public void init(HttpSecurity http) {
        // Here, since a line of the application may turn it on again, and then each request that the gate has let in
        // lacks a second CSRF token.
        http.csrf(AbstractHttpConfigurer::disable);
        @SuppressWarnings("unchecked") // there is no literal for a generic class
        AuthorizeHttpRequestsConfigurer<HttpSecurity> rules = http.getConfigurer(AuthorizeHttpRequestsConfigurer.class);
        if (rules != null) {
            rules.addObjectPostProcessor(new ObjectPostProcessor<AuthorizationFilter>() {
                @Override
                public <F extends AuthorizationFilter> F postProcess(F filter) {
                    filter.setFilterErrorDispatch(false);
                    return filter;
                }
            });
        }
    }

    @Override
    public void configure(HttpSecurity http) {
        ApplicationContext beans = http.getSharedObject(ApplicationContext.class);
        CallerAuthorities authorities =
                beans.getBeanProvider(CallerAuthorities.class).getIfUnique(() -> RoleAuthorities.ofRoles(beans));
        http.addFilterBefore(
                new CallerFilter(getSecurityContextHolderStrategy(), authorities), AnonymousAuthenticationFilter.class);
    }

    private static Refusal whyNobody(HttpServletRequest request) {
        return ServletExchange.decisionOn(request)
                .fold(caller -> Refusal.FORBIDDEN, because -> because, Problem::refusal);
    }
}
