package dev.sallyport.bench.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.SecurityFilterChain;

/** A resource server that takes JWTs from the Authorization header or, as {@code bench.mode=cookie} says, from a cookie. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${bench.mode}' != 'session'")
class TokenChain {

    @Bean
    BearerTokenResolver bearerTokenResolver(@Value("${bench.mode}") String mode) {
        return mode.equals("cookie") ? TokenChain::fromCookie : new DefaultBearerTokenResolver();
    }

    private static String fromCookie(HttpServletRequest request) {
        return Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Stream::of)
                .filter(cookie -> cookie.getName().equals("access"))
                .map(Cookie::getValue)
                .findFirst()
                .orElse(null);
    }

    @Bean
    SecurityFilterChain securityFilterChain(HttpSecurity http, JwtDecoder decoder, BearerTokenResolver resolver)
            throws Exception {
        return http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.ignoringRequestMatchers("/token"))
                .oauth2ResourceServer(
                        server -> server.bearerTokenResolver(resolver).jwt(jwt -> jwt.decoder(decoder)))
                .authorizeHttpRequests(requests -> requests.requestMatchers("/open/**", "/token")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .build();
    }
}
