package dev.sallyport.spring;

import dev.sallyport.Sallyport;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.util.ClassUtils;

/**
 * Where Spring Security is present. If the application has no chain of its own, everything but its health asks for a caller, as Boot's
 * own default does, but the caller is the gate's.
 */
@AutoConfiguration(
        after = SallyportAutoConfiguration.class,
        beforeName = {
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration"
        })
@ConditionalOnClass({HttpSecurity.class, SecurityFilterChain.class})
@ConditionalOnBean(Sallyport.class)
public class SallyportSecurityAutoConfiguration {

    private static final boolean HAS_HEALTH = ClassUtils.isPresent(
            "org.springframework.boot.health.actuate.endpoint.HealthEndpoint",
            SallyportSecurityAutoConfiguration.class.getClassLoader());

    private static final Logger LOG = LoggerFactory.getLogger(SallyportSecurityAutoConfiguration.class);

    @Bean
    @ConditionalOnMissingBean(SecurityFilterChain.class)
    SecurityFilterChain sallyportSecurityFilterChain(HttpSecurity http) throws Exception {
        return http.with(new SallyportSecurity(), gate -> {})
                .authorizeHttpRequests(requests -> {
                    if (HAS_HEALTH) {
                        OpenHealth.permit(requests);
                    }
                    requests.anyRequest().authenticated();
                })
                .build();
    }

    @Bean
    @ConditionalOnMissingBean
    CallerAuthorities callerAuthorities(BeanFactory beans, ObjectProvider<UserDetailsAccounts> users) {
        return users.getIfAvailable() == null
                ? RoleAuthorities.ofRoles(beans)
                : RoleAuthorities.ofRolesAndAuthorities(beans);
    }

    /** Without it nobody understands why a signed-in caller is sent to a form, or answered 403. */
    @Bean
    SmartInitializingSingleton sallyportChainCheck(ObjectProvider<SecurityFilterChain> chains) {
        return () -> {
            if (chains.stream().map(SecurityFilterChain::getFilters).noneMatch(this::knowsCallers)) {
                LOG.warn(
                        "No chain of Spring Security knows the callers of Sallyport, so to its rules everybody is a stranger."
                                + " Add this line to the chain: http.with(new SallyportSecurity(), s -> {})");
            }
        };
    }

    private boolean knowsCallers(List<?> filters) {
        return filters.stream().anyMatch(CallerFilter.class::isInstance);
    }

    /**
     * Keeps Boot from inventing a user whose password it prints: who may sign in here, the gate asks the application. It gives way to
     * whatever authenticates by itself, and to a user named in properties.
     */
    @Bean
    @Conditional(NoUserInProperties.class)
    @ConditionalOnMissingBean({
        AuthenticationManager.class,
        AuthenticationProvider.class,
        UserDetailsService.class,
        AuthenticationManagerResolver.class
    })
    AuthenticationManagerResolver<HttpServletRequest> sallyportHasTheUsers() {
        return request -> {
            throw new ProviderNotFoundException("Sallyport signs users in, and not Spring Security.");
        };
    }

    /** As Boot's own default has it: whoever asks whether the application is well has no session. */
    private static final class OpenHealth {

        static void permit(
                AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
            requests.requestMatchers(
                            EndpointRequest.to(HealthEndpoint.class),
                            EndpointRequest.toAdditionalPaths(WebServerNamespace.SERVER, HealthEndpoint.class))
                    .permitAll();
        }
    }

    static final class NoUserInProperties extends SpringBootCondition {

        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            boolean isNamed = context.getEnvironment().containsProperty("spring.security.user.name")
                    || context.getEnvironment().containsProperty("spring.security.user.password");
            return new ConditionOutcome(
                    !isNamed, ConditionMessage.of(isNamed ? "spring.security.user is set" : "no spring.security.user"));
        }
    }
}
