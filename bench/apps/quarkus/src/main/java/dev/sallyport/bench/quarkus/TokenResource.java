package dev.sallyport.bench.quarkus;

import io.smallrye.jwt.build.Jwt;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Gives whoever asks a token with the same claims as Sallyport's. */
@Path("/token")
public class TokenResource {

    private final String secret;

    TokenResource(@ConfigProperty(name = "bench.secret") String secret) {
        this.secret = secret;
    }

    /** A token. */
    @POST
    @Produces(MediaType.TEXT_PLAIN)
    public String token() {
        Instant now = Instant.now();
        return Jwt.issuer("bench")
                .audience("bench")
                .subject("ann")
                .claim("sid", UUID.randomUUID().toString())
                .claim("jti", UUID.randomUUID().toString())
                .issuedAt(now)
                .expiresAt(now.plus(Duration.ofHours(12)))
                .claim("auth_time", now.getEpochSecond())
                .claim("amr", List.of("pwd"))
                .claim("roles", List.of("editor", "user"))
                .signWithSecret(secret);
    }
}
