package dev.sallyport.spring;

import dev.sallyport.Decision;
import dev.sallyport.Refusal;
import dev.sallyport.RefusedException;
import dev.sallyport.Sallyport;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.ApplicationContext;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Makes a Spring Security chain rely on the gate in front of it: the caller becomes the authentication, and what the gate has
 * done already (CSRF, sessions, sign-out) is not done again.
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
        Refuser refuser = new Refuser(context.getBean(Sallyport.class), context.getBean(ServletExchange.class));
        http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint((request, response, why) ->
                                refuser.refuse(request, response, new RefusedException(whyNobody(request))))
                        .accessDeniedHandler((request, response, why) ->
                                refuser.refuse(request, response, new RefusedException(Refusal.FORBIDDEN))));
    }

    @Override
    public void configure(HttpSecurity http) {
        http.addFilterBefore(new CallerFilter(), AnonymousAuthenticationFilter.class);
    }

    private static Refusal whyNobody(HttpServletRequest request) {
        return SallyportFilter.decisionOn(request)
                .fold(caller -> Refusal.FORBIDDEN, because -> because, RefusedException::refusal);
    }

    private static final class CallerFilter extends OncePerRequestFilter {

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            Decision decision = SallyportFilter.decisionOn(request);
            decision.caller().ifPresent(caller -> {
                SecurityContext context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(new CallerAuthentication(caller));
                SecurityContextHolder.setContext(context);
            });
            chain.doFilter(request, response);
        }
    }
}
