package dev.sallyport.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import java.security.Key;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

/**
 * Our verifier beside jose4j's on tokens that were tampered with. Where the two disagree there must be a name for it, and we
 * must be the stricter one. {@code -Dlong.runs=1000000} asks for more tokens, and {@code -Dseed=} for the same ones again.
 */
class DifferentialTest {

    private static final int RUNS = Integer.getInteger("long.runs", 20_000);

    private record Pair(Algorithm algorithm, JWK jwk, SigningKey ours, Key theirs) {

        static Pair of(Algorithm algorithm) {
            try {
                JWK jwk = algorithm.generate();
                JsonWebKey parsed = JsonWebKey.Factory.newJwk(
                        jwk.toPublicJWK() == null
                                ? jwk.toJSONObject()
                                : jwk.toPublicJWK().toJSONObject());
                return new Pair(algorithm, jwk, SigningKey.of(jwk), parsed.getKey());
            } catch (JoseException e) {
                throw new IllegalStateException(e);
            }
        }

        boolean weAccept(String token) {
            return ours.verify(token).isPresent();
        }

        boolean theyAccept(String token) {
            try {
                JsonWebSignature jws = new JsonWebSignature();
                jws.setAlgorithmConstraints(new AlgorithmConstraints(
                        AlgorithmConstraints.ConstraintType.PERMIT,
                        algorithm.jws().getName()));
                jws.setCompactSerialization(token);
                jws.setKey(theirs);
                return jws.verifySignature();
            } catch (JoseException refused) {
                return false;
            }
        }

        String sign(String input) {
            try {
                JWSHeader header = new JWSHeader(algorithm.jws());
                return input + "." + SigningKey.signer(jwk).sign(header, Secrets.utf8(input));
            } catch (com.nimbusds.jose.JOSEException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** What we refuse and jose4j takes. */
    private enum Stricter {
        NOT_CANONICAL_BASE64URL,
        HEADER_IS_NO_JSON_OBJECT,
        LONGER_THAN_A_COOKIE,
        HEADER_NAMES_A_KEY_OR_ASKS_FOR_SOMETHING,
        HEADER_MEMBER_OF_THE_WRONG_TYPE;

        static Optional<Stricter> of(String token) {
            String[] parts = token.split("\\.", -1);
            if (!List.of(parts).stream().allMatch(part -> part.isEmpty() || CanonicalBase64url.spells(part))) {
                return Optional.of(NOT_CANONICAL_BASE64URL);
            }
            if (token.length() > 4096) {
                return Optional.of(LONGER_THAN_A_COOKIE);
            }
            if (!StrictJson.isObject(new Base64URL(parts[0]).decode())) {
                return Optional.of(HEADER_IS_NO_JSON_OBJECT);
            }
            String header = new Base64URL(parts[0]).decodeToString();
            if (TokenMutations.FORBIDDEN.stream().anyMatch(name -> header.contains("\"" + name + "\""))) {
                return Optional.of(HEADER_NAMES_A_KEY_OR_ASKS_FOR_SOMETHING);
            }
            return TokenMutations.WRONG_TYPES.stream().anyMatch(header::contains)
                    ? Optional.of(HEADER_MEMBER_OF_THE_WRONG_TYPE)
                    : Optional.empty();
        }
    }

    @Test
    void rule13_and_16_on_tampered_tokens_we_never_accept_what_another_library_refuses() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        Map<Algorithm, Pair> pairs = new EnumMap<>(Algorithm.class);
        for (Algorithm each : Algorithm.values()) {
            pairs.put(each, Pair.of(each));
        }
        Map<String, Integer> classes = new TreeMap<>();
        int accepted = 0;
        for (int run = 0; run < RUNS; run++) {
            Pair pair = pairs.get(algorithm(random));
            String token = token(pair, random);
            boolean ours = pair.weAccept(token);
            boolean theirs = pair.theyAccept(token);
            accepted += ours ? 1 : 0;
            if (ours != theirs) {
                Optional<Stricter> name = ours ? Optional.empty() : Stricter.of(token);
                assertThat(name)
                        .as("%s, we %s: [%s], run %d, seed %d", pair.algorithm(), ours, token, run, seed)
                        .isPresent();
                classes.merge(name.get().name(), 1, Integer::sum);
            }
        }
        System.out.printf(
                "%,d tampered tokens, %,d accepted by both, disagreements (jose4j accepts, we refuse): %s; seed %d%n",
                RUNS, accepted, classes, seed);
        assertThat(accepted).as("some must pass, or nothing was compared").isBetween(RUNS / 100, RUNS / 2);
        assertThat(classes).containsKey(Stricter.NOT_CANONICAL_BASE64URL.name());
    }

    /** Most of them HS256, which is a hundred times faster. */
    private static Algorithm algorithm(Random random) {
        int which = random.nextInt(100);
        return which < 97
                ? Algorithm.HS256
                : which < 98 ? Algorithm.RS256 : which < 99 ? Algorithm.ES256 : Algorithm.ED25519;
    }

    private static String token(Pair pair, Random random) {
        Forgery words = new Forgery(
                new Base64URL(pair.ours().headerText()).decodeToString(),
                "{\"sub\":\"user-" + random.nextInt(1000) + "\",\"exp\":1772366400}");
        TokenMutations mutations = new TokenMutations(random, pair::sign, pair.jwk());
        return mutations.next(words);
    }
}
