package dev.sallyport.social;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** The client secret that Apple wants: a JWT that we sign, good for a few minutes. */
final class SignedSecret {

    private static final Duration LIFE = Duration.ofMinutes(5);

    private SignedSecret() {}

    static String make(Provider provider, Instant now) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(provider.text(ProviderSetting.KEY_ID))
                .build();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(provider.text(ProviderSetting.TEAM_ID))
                .subject(provider.clientId())
                .audience(Addresses.origin(URI.create(provider.issuer())))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .build();
        try {
            SignedJWT secret = new SignedJWT(header, claims);
            secret.sign(new ECDSASigner(provider.privateKey()));
            return secret.serialize();
        } catch (JOSEException unable) {
            throw new IllegalStateException("a key that was checked does not sign", unable);
        }
    }
}
