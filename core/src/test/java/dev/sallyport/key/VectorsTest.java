package dev.sallyport.key;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Other people's test vectors: Wycheproof's for signatures and keys, and the examples of RFC 7520. They are not part of this
 * repository; the system property {@code vectors} says where they are.
 */
class VectorsTest {

    private static final Path VECTORS = Path.of(System.getProperty("vectors", "../../shared/vectors"));

    /** Where we differ from the label, and why. */
    private static final Map<Integer, String> SIGNATURES_JUDGED_OTHERWISE = Map.ofEntries(
            entry(346, "labelled valid, but the key is for PS256 and the header says PS384"),
            entry(347, "labelled valid, but the key is for ES521, which there is none of, and the header says ES512"),
            entry(350, "as 346"),
            entry(351, "as 347"),
            entry(367, "labelled invalid for its padding, but its text has none and is that of the valid token"),
            entry(370, "as 367"),
            entry(372, "labelled valid, but its header contains a '?'"),
            entry(373, "labelled valid, but its payload contains a '?'"));

    private static final Map<Integer, String> KEYS_JUDGED_OTHERWISE =
            Map.of(7, "an RSA key with the ROCA weakness, which takes a list of primes to recognise");

    private record Vector(int id, String jws, boolean valid, Map<String, Object> key) {

        /** What its label demands of somebody who has our four algorithms only. */
        boolean isToPass() {
            return valid && isOurs(algorithmSaid(jws));
        }
    }

    @BeforeEach
    void lookForThem() {
        assumeTrue(
                Files.isDirectory(VECTORS),
                () -> "no test vectors in " + VECTORS.toAbsolutePath().normalize());
    }

    @Test
    void rule13_and_16_wycheproofs_signatures_are_judged_as_labelled() throws Exception {
        List<Integer> otherwise = new ArrayList<>();
        List<Vector> vectors = wycheproof("json_web_signature_test.json", List.of("public", "private"));
        for (Vector vector : vectors) {
            // Two of the vectors' valid keys, 32 zero bytes and text, are none that we would load.
            boolean passes = usable(vector.key())
                    .flatMap(key -> key.verify(vector.jws()))
                    .isPresent();
            boolean isNamed = SIGNATURES_JUDGED_OTHERWISE.containsKey(vector.id());
            if (passes != (isNamed ? vector.valid() : vector.isToPass())) {
                otherwise.add(vector.id());
            }
        }

        assertThat(vectors).hasSize(401);
        assertThat(otherwise).containsExactlyInAnyOrderElementsOf(SIGNATURES_JUDGED_OTHERWISE.keySet());
    }

    @Test
    void rule14_wycheproofs_keys_are_judged_as_labelled() throws Exception {
        List<Integer> otherwise = new ArrayList<>();
        List<Vector> vectors = wycheproof("json_web_key_test.json", List.of("private", "public"));
        for (Vector vector : vectors) {
            if (passes(vector) != vector.isToPass()) {
                otherwise.add(vector.id());
            }
        }

        assertThat(vectors).hasSize(26);
        assertThat(otherwise).containsExactlyElementsOf(KEYS_JUDGED_OTHERWISE.keySet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4_1.rsa_v15_signature",
                "4_2.rsa-pss_signature",
                "4_3.ecdsa_signature",
                "4_4.hmac-sha2_integrity_protection"
            })
    void the_examples_of_rfc_7520_hold_where_their_algorithm_is_ours(String name) throws Exception {
        Map<String, Object> example = json(VECTORS.resolve("rfc7520").resolve(name + ".json"));
        Map<String, Object> input = object(example, "input");
        String jws = JSONObjectUtils.getString(object(example, "output"), "compact");
        Optional<String> payload = usable(object(input, "key"))
                .flatMap(key -> key.verify(jws))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));

        assertThat(payload)
                .isEqualTo(
                        isOurs(algorithmSaid(jws))
                                ? Optional.of(JSONObjectUtils.getString(input, "payload"))
                                : Optional.empty());
    }

    /** As a server would: the whole set is loaded, or refused; then the token names its key. */
    private static boolean passes(Vector vector) throws ParseException {
        try {
            Algorithm wanted = Algorithm.named(algorithmSaid(vector.jws())).orElse(Algorithm.HS256);
            String kid = headerMember(vector.jws(), "kid");
            return GivenKeys.of(JwkSetKeys.read(JSONObjectUtils.toJSONString(vector.key())), wanted).stream()
                    .filter(member -> member.key().id().equals(kid))
                    .anyMatch(member -> member.key().verify(vector.jws()).isPresent());
        } catch (UnusableKeysException refused) {
            return false;
        }
    }

    /** The key, unless something but its lack of randomness speaks against it. */
    private static Optional<SigningKey> usable(Map<String, Object> key) {
        try {
            JWK jwk = JWK.parse(key);
            boolean fits = KeyCheck.reasons(jwk).stream().allMatch(reason -> reason.contains("random:"));
            return fits ? Optional.of(SigningKey.of(jwk)) : Optional.empty();
        } catch (ParseException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static List<Vector> wycheproof(String name, List<String> keys) throws Exception {
        List<Vector> vectors = new ArrayList<>();
        for (Map<String, Object> group :
                objects(json(VECTORS.resolve("wycheproof").resolve(name)), "testGroups")) {
            Map<String, Object> first = object(group, keys.get(0));
            Map<String, Object> key = first == null ? object(group, keys.get(1)) : first;
            for (Map<String, Object> test : objects(group, "tests")) {
                vectors.add(new Vector(
                        JSONObjectUtils.getInt(test, "tcId"),
                        JSONObjectUtils.getString(test, "jws"),
                        JSONObjectUtils.getString(test, "result").equals("valid"),
                        key));
            }
        }
        return vectors;
    }

    private static boolean isOurs(String alg) {
        return Arrays.stream(Algorithm.values()).anyMatch(each -> each.isNamed(alg));
    }

    private static String algorithmSaid(String jws) {
        return headerMember(jws, "alg");
    }

    private static String headerMember(String jws, String name) {
        try {
            return JSONObjectUtils.getString(
                    JSONObjectUtils.parse(new Base64URL(jws.split("\\.", -1)[0]).decodeToString()), name);
        } catch (ParseException unreadable) {
            return "";
        }
    }

    private static Map<String, Object> json(Path file) throws IOException, ParseException {
        return JSONObjectUtils.parse(Files.readString(file));
    }

    private static Map<String, Object> object(Map<String, Object> in, String name) throws ParseException {
        return JSONObjectUtils.getJSONObject(in, name);
    }

    private static List<Map<String, Object>> objects(Map<String, Object> in, String name) throws ParseException {
        return Arrays.asList(JSONObjectUtils.getJSONObjectArray(in, name));
    }
}
