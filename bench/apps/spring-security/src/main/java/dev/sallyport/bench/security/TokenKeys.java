package dev.sallyport.bench.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** A key of the mode's algorithm, made at the start, with what signs and what verifies by it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${bench.mode}' != 'session'")
class TokenKeys {

    @Bean
    JWK signingKey(@Value("${bench.mode}") String mode) throws JOSEException {
        return switch (mode) {
            case "rs256" ->
                new RSAKeyGenerator(2048)
                        .keyID("1")
                        .algorithm(JWSAlgorithm.RS256)
                        .generate();
            case "es256" ->
                new ECKeyGenerator(Curve.P_256)
                        .keyID("1")
                        .algorithm(JWSAlgorithm.ES256)
                        .generate();
            default ->
                new OctetSequenceKeyGenerator(256)
                        .keyID("1")
                        .algorithm(JWSAlgorithm.HS256)
                        .generate();
        };
    }

    @Bean
    JwtEncoder jwtEncoder(JWK key) {
        return new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(key)));
    }

    @Bean
    JwtDecoder jwtDecoder(JWK key) {
        return switch (key.getKeyType().getValue()) {
            case "oct" ->
                NimbusJwtDecoder.withSecretKey(key.toOctetSequenceKey().toSecretKey("HmacSHA256"))
                        .build();
            case "RSA" -> verifiedBy(key, SignatureAlgorithm.RS256);
            default -> verifiedBy(key, SignatureAlgorithm.ES256);
        };
    }

    private static JwtDecoder verifiedBy(JWK key, SignatureAlgorithm algorithm) {
        return NimbusJwtDecoder.withJwkSource(new ImmutableJWKSet<>(new JWKSet(key)))
                .jwsAlgorithm(algorithm)
                .build();
    }
}
