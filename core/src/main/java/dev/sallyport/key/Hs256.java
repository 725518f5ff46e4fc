package dev.sallyport.key;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.util.Base64URL;
import java.util.Base64;
import java.util.Set;

/** HS256 (RFC 7518 section 3.2) in the shape Nimbus wants it: Nimbus' own looks for the algorithm anew at each token. */
final class Hs256 extends BaseJWSProvider implements JWSSigner, JWSVerifier {

    private final HmacKey key;

    /** @throws IllegalArgumentException if the key is too short */
    Hs256(OctetSequenceKey jwk) {
        super(Set.of(JWSAlgorithm.HS256));
        this.key = HmacKey.of(jwk.toByteArray());
    }

    @Override
    public Base64URL sign(JWSHeader header, byte[] signingInput) {
        return new Base64URL(Secrets.base64url(key.mac(signingInput)));
    }

    /** @throws IllegalArgumentException if the signature is not in base64url */
    @Override
    public boolean verify(JWSHeader header, byte[] signingInput, Base64URL signature) {
        return key.isMac(Base64.getUrlDecoder().decode(signature.toString()), signingInput);
    }
}
