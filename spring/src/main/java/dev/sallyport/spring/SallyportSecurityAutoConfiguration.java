package dev.sallyport.spring;

import dev.sallyport.Sallyport;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Where Spring Security is present and the application has no chain of its own: everything asks for a caller, as Boot's own
 * default does, but the caller is the gate's.
 */
@AutoConfiguration(
        after = SallyportAutoConfiguration.class,
        beforeName = "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration")
@ConditionalOnClass({HttpSecurity.class, SecurityFilterChain.class})
@ConditionalOnBean(Sallyport.class)
public class SallyportSecurityAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(SecurityFilterChain.class)
    SecurityFilterChain sallyportSecurityFilterChain(HttpSecurity http) throws Exception {
        return http.with(new SallyportSecurity(), gate -> {})
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .build();
    }
}
