package dev.sallyport.bench.bridge;

import dev.sallyport.spring.SallyportSecurity;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

@Configuration(proxyBeanMethods = false)
class Chain {

    @Bean
    SecurityFilterChain securityFilterChain(HttpSecurity http) throws Exception {
        return http.with(new SallyportSecurity(), gate -> {})
                .authorizeHttpRequests(requests -> requests.requestMatchers("/open/**")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .build();
    }
}
