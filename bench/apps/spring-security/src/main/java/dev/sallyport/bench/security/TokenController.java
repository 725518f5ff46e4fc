package dev.sallyport.bench.security;

import com.nimbusds.jose.jwk.JWK;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.jose.jws.JwsAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Gives whoever asks a token with the same claims as Sallyport's. */
@RestController
@ConditionalOnExpression("'${bench.mode}' != 'session'")
class TokenController {

    private final JwtEncoder encoder;
    private final JWK key;

    TokenController(JwtEncoder encoder, JWK key) {
        this.encoder = encoder;
        this.key = key;
    }

    @PostMapping(path = "/token", produces = MediaType.TEXT_PLAIN_VALUE)
    String token() {
        Instant now = Instant.now();
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .issuer("bench")
                .audience(List.of("bench"))
                .subject("ann")
                .claim("sid", UUID.randomUUID().toString())
                .id(UUID.randomUUID().toString())
                .issuedAt(now)
                .expiresAt(now.plus(Duration.ofHours(12)))
                .claim("auth_time", now.getEpochSecond())
                .claim("amr", List.of("pwd"))
                .claim("roles", List.of("editor", "user"))
                .build();
        JwsAlgorithm algorithm = () -> key.getAlgorithm().getName();
        JwsHeader header = JwsHeader.with(algorithm).type("JWT").build();
        return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    }
}
