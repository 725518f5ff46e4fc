package dev.sallyport.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.util.Base64URL;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key for access tokens: an id, one algorithm, and what signs or at least verifies. Its secret part never appears in
 * {@code toString} or in its public form.
 */
public final class SigningKey {

    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    /** The public members of every kind of key (RFC 7518 section 6, RFC 8037): what is not listed stays here. */
    private static final List<String> PUBLIC = List.of("kty", "crv", "x", "y", "n", "e");

    private final JWK jwk;
    private final Algorithm algorithm;
    private final JWSHeader header;
    private final String headerText;
    private final Optional<JWSSigner> signer;
    private final JWSVerifier verifier;

    private SigningKey(JWK jwk) throws JOSEException {
        this.jwk = jwk;
        this.algorithm = Algorithm.of(jwk.getKeyType());
        this.header = new JWSHeader.Builder(algorithm.jws())
                .type(TYPE)
                .keyID(jwk.getKeyID())
                .build();
        this.headerText = header.toBase64URL().toString();
        this.signer = jwk.isPrivate() ? Optional.of(signer(jwk)) : Optional.empty();
        this.verifier = verifier(jwk);
    }

    /** A fresh key, named by its thumbprint (RFC 7638) where it has a public half. */
    public static SigningKey generate(Algorithm algorithm) {
        return of(algorithm.generate());
    }

    /** An HS256 key. Its name is derived and tells nothing about it. */
    public static SigningKey of(HmacKey key) {
        return of(new OctetSequenceKey.Builder(key.secretKey())
                .keyID(symmetricId(key))
                .build());
    }

    /**
     * The key that {@link #secretJson} wrote.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static SigningKey ofSecretJson(String json) {
        try {
            return of(JWK.parse(json));
        } catch (ParseException e) {
            // Its message may quote the text.
            throw new IllegalArgumentException("not a JSON Web Key");
        }
    }

    /** The key {@code jwk}, which may be public; {@link KeyCheck} says whether it should be used. */
    static SigningKey of(JWK jwk) {
        try {
            return new SigningKey(jwk);
        } catch (JOSEException unfit) {
            throw new IllegalArgumentException(unfit.getMessage(), unfit);
        }
    }

    static String symmetricId(HmacKey key) {
        return Secrets.sha256(key.mac(Secrets.utf8("kid"))).substring(0, 16);
    }

    /** The member {@code kid}. It names the key and does nothing else. */
    public String id() {
        return jwk.getKeyID();
    }

    /** The one algorithm that it signs and verifies with [13]. */
    public Algorithm algorithm() {
        return algorithm;
    }

    /** Whether it holds the private part. */
    public boolean canSign() {
        return signer.isPresent();
    }

    /** Whether its {@code key_ops}, if it has any, let it sign. */
    boolean maySign() {
        return jwk.getKeyOperations() == null || jwk.getKeyOperations().contains(KeyOperation.SIGN);
    }

    /** What others verify with, as a member of a JWK set (RFC 7517); empty for a symmetric key, which has no public half. */
    public Optional<Map<String, Object>> publicJwk() {
        JWK half = jwk.toPublicJWK();
        if (half == null) {
            return Optional.empty();
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("kid", id());
        members.put("use", "sig");
        members.put("alg", algorithm.jws().getName());
        Map<String, Object> all = half.toJSONObject();
        PUBLIC.stream().filter(all::containsKey).forEach(name -> members.put(name, all.get(name)));
        return Optional.of(members);
    }

    /** The whole key as JSON, for a store to keep. It is a secret. */
    public String secretJson() {
        return jwk.toJSONString();
    }

    /** The only header that a token signed with this key has: {@code kid}, {@code typ} and {@code alg}, in base64url. */
    String headerText() {
        return headerText;
    }

    /** A compact JWS with our header over {@code payload}. */
    String sign(String payload) {
        JWSSigner able = signer.orElseThrow(() -> new IllegalStateException(this + " only verifies"));
        String signingInput = headerText + "." + Secrets.base64url(Secrets.utf8(payload));
        try {
            return signingInput + "." + able.sign(header, Secrets.utf8(signingInput));
        } catch (JOSEException impossible) {
            throw new IllegalStateException("the key fitted its algorithm at the start", impossible);
        }
    }

    /**
     * The payload of a compact JWS that this key signed, whatever type it says; empty for anything else. The header must
     * name this key's algorithm and no other key, and asks for nothing [13] [16].
     */
    Optional<byte[]> verify(String text) {
        return CompactJws.parse(text)
                .filter(jws -> jws.headerFor(algorithm)
                        .filter(said -> isSignedHere(said, jws))
                        .isPresent())
                .map(jws -> new Base64URL(jws.payload()).decode());
    }

    /** Whether the signature is this key's. The header must already be known to be ours. */
    boolean signed(CompactJws jws) {
        return isSignedHere(header, jws);
    }

    private boolean isSignedHere(JWSHeader said, CompactJws jws) {
        try {
            return verifier.verify(said, jws.signingInput(), new Base64URL(jws.signature()));
        } catch (JOSEException | IllegalArgumentException malformed) {
            return false;
        }
    }

    static JWSSigner signer(JWK jwk) throws JOSEException {
        return switch (Algorithm.of(jwk.getKeyType())) {
            case HS256 -> new Hs256(jwk.toOctetSequenceKey());
            case RS256 -> new RSASSASigner(jwk.toRSAKey());
            case ES256 -> new ECDSASigner(jwk.toECKey());
            case ED25519 -> Ed25519.signer(jwk.toOctetKeyPair());
        };
    }

    private static JWSVerifier verifier(JWK jwk) throws JOSEException {
        return switch (Algorithm.of(jwk.getKeyType())) {
            case HS256 -> new Hs256(jwk.toOctetSequenceKey());
            case RS256 -> new RSASSAVerifier(jwk.toRSAKey());
            case ES256 -> new ECDSAVerifier(jwk.toECKey());
            case ED25519 -> Ed25519.verifier(jwk.toOctetKeyPair());
        };
    }

    /** Whether it is the same key under the same name, loaded again perhaps. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SigningKey that && jwk.equals(that.jwk);
    }

    @Override
    public int hashCode() {
        return id().hashCode();
    }

    /** The name and the algorithm. */
    @Override
    public String toString() {
        return "SigningKey " + id() + " (" + algorithm + ")";
    }
}
