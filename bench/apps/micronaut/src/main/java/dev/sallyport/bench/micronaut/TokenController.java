package dev.sallyport.bench.micronaut;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.security.token.generator.TokenGenerator;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Gives whoever asks a token with the same claims as Sallyport's. */
@Controller("/token")
@Secured(SecurityRule.IS_ANONYMOUS)
@Requires(beans = TokenGenerator.class)
class TokenController {

    private static final long HALF_A_DAY = 12 * 60 * 60;

    private final TokenGenerator generator;

    TokenController(TokenGenerator generator) {
        this.generator = generator;
    }

    @Post
    @Produces(MediaType.TEXT_PLAIN)
    String token() {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = Map.of(
                "iss", "bench",
                "aud", "bench",
                "sub", "ann",
                "sid", UUID.randomUUID().toString(),
                "jti", UUID.randomUUID().toString(),
                "iat", now,
                "exp", now + HALF_A_DAY,
                "auth_time", now,
                "amr", List.of("pwd"),
                "roles", List.of("editor", "user"));
        return generator.generateToken(claims).orElseThrow();
    }
}
