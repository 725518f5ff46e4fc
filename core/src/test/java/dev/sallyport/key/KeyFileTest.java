package dev.sallyport.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.nimbusds.jose.jwk.JWK;
import dev.sallyport.key.KeyRing.Member;
import java.io.IOException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class KeyFileTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final KeyPair RSA = Pem.rsa(2048, 65537);
    private static final KeyPair EC = Pem.ec("secp256r1");
    private static final KeyPair ED = Pem.ed25519();

    /** What the file says. */
    private String text = "";

    static List<List<Object>> pems() {
        return List.of(
                List.of("PKCS#8 RSA", Pem.modern(RSA.getPrivate()), Algorithm.RS256),
                List.of("PKCS#1 RSA", Pem.traditional(RSA.getPrivate()), Algorithm.RS256),
                List.of("PKCS#8 EC", Pem.modern(EC.getPrivate()), Algorithm.ES256),
                List.of("SEC 1 EC", Pem.traditional(EC.getPrivate()), Algorithm.ES256),
                List.of("PKCS#8 Ed25519", Pem.modern(ED.getPrivate()), Algorithm.ED25519));
    }

    @ParameterizedTest
    @MethodSource("pems")
    void a_private_key_in_pem_signs_and_is_named_by_its_thumbprint(List<Object> row) throws Exception {
        text = (String) row.get(1);
        Member only = pem((Algorithm) row.get(2)).load(NOW).get(0);

        assertThat(only.activatesAt()).isPresent();
        assertThat(only.key().verify(only.key().sign("{}"))).isPresent();
        assertThat(only.key().id())
                .isEqualTo(JWK.parse(only.key().publicJwk().orElseThrow())
                        .computeThumbprint()
                        .toString());
    }

    @Test
    void the_first_private_key_signs_and_the_others_verify() {
        KeyPair older = Pem.ec("secp256r1");
        KeyPair upcoming = Pem.ec("secp256r1");
        text = Pem.modern(ED.getPublic())
                + Pem.modern(EC.getPrivate())
                + Pem.modern(upcoming.getPrivate())
                + Pem.modern(older.getPublic());
        List<Member> members = pem(Algorithm.ES256).load(NOW);

        assertThat(members)
                .extracting(member -> member.activatesAt().isPresent())
                .containsExactly(false, true, false, false);
        assertThat(members).extracting(member -> member.key().canSign()).containsExactly(false, true, true, false);
        String token = members.get(1).key().sign("{}");
        text = Pem.modern(EC.getPublic());
        assertThatThrownBy(() -> pem(Algorithm.ES256)).hasMessageContaining("no private key for ES256");
        text = Pem.modern(older.getPrivate()) + Pem.modern(EC.getPublic());
        assertThat(pem(Algorithm.ES256).load(NOW).get(1).key().verify(token)).isPresent();
    }

    static List<List<String>> badPems() {
        return List.of(
                List.of(Pem.modern(Pem.rsa(1024, 65537).getPrivate()), "at least 2048 bits, this one has 1024"),
                List.of(Pem.modern(Pem.rsa(2048, 3).getPrivate()), "odd and at least 65537"),
                List.of(Pem.modern(Pem.ec("secp384r1").getPrivate()), "block 1 is no"),
                List.of("", "there is no key in it"),
                List.of("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "block 1 is no"),
                List.of(
                        Pem.modern(EC.getPrivate()) + "-----BEGIN ENCRYPTED PRIVATE KEY-----\n-----END ENCRYPTED",
                        "block 2 is no"),
                List.of(Pem.modern(EC.getPrivate()).repeat(2), "two keys have the kid"));
    }

    @ParameterizedTest
    @MethodSource("badPems")
    void rule14_a_pem_file_that_should_not_be_used_is_refused_with_the_reason(List<String> row) {
        text = row.get(0);

        assertThatThrownBy(() -> pem(Algorithm.RS256))
                .isInstanceOf(UnusableKeysException.class)
                .hasMessageContaining(row.get(1));
    }

    @ParameterizedTest
    @EnumSource
    void a_jwk_set_signs_with_its_first_private_key_of_the_configured_algorithm(Algorithm algorithm) {
        List<JWK> keys = Stream.of(Algorithm.values())
                .filter(each -> (each == Algorithm.HS256) == (algorithm == Algorithm.HS256))
                .map(Algorithm::generate)
                .toList();
        text = set(keys.stream().map(JWK::toJSONString).toArray(String[]::new));

        assertThat(jwkSet(algorithm).load(NOW))
                .filteredOn(member -> member.activatesAt().isPresent())
                .singleElement()
                .satisfies(signer -> assertThat(signer.key().algorithm()).isEqualTo(algorithm));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "use":"enc"                   | its use is enc
            "key_ops":["encrypt"]         | key_ops name neither sign nor verify
            "alg":"ES384"                 | its alg is ES384
            "alg":"HS256"                 | its alg is HS256
            "alg":"none"                  | its alg is none
            """)
    void rule14_a_key_that_is_meant_for_something_else_is_refused(String member, String reason) {
        text = set(with(Algorithm.ES256.generate(), member));

        assertThatThrownBy(() -> jwkSet(Algorithm.ES256)).hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA | the bytes repeat
            qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo | the bytes repeat
            Y29ycmVjdCBob3JzZSBiYXR0ZXJ5IHN0YXBsZSBjb3JyZWN0 | the bytes spell text
            c2VjcmV0                                    | at least 32 random bytes, this one has 6
            `""`                                        | this one has 0
            """)
    void rule14_a_weak_secret_is_refused(String k, String reason) {
        text = set("{\"kty\":\"oct\",\"kid\":\"a\",\"k\":\"" + k.replace("\"", "") + "\"}");

        assertThatThrownBy(() -> jwkSet(Algorithm.HS256)).hasMessageContaining(reason);
    }

    @Test
    void rule14_a_private_part_that_belongs_to_another_key_is_refused() {
        String one = Algorithm.ED25519.generate().toJSONString();
        String other = Algorithm.ED25519.generate().toJSONString();
        text = set(one.replaceFirst("\"x\":\"[^\"]*\"", member(other, "x")));

        assertThatThrownBy(() -> jwkSet(Algorithm.ED25519)).hasMessageContaining("does not belong to its public part");
    }

    @Test
    void rule14_a_point_that_is_not_on_the_curve_is_refused() {
        String other = Algorithm.ES256.generate().toJSONString();
        text = set(Algorithm.ES256.generate().toJSONString().replaceFirst("\"x\":\"[^\"]*\"", member(other, "x")));

        assertThatThrownBy(() -> jwkSet(Algorithm.ES256)).hasMessageContaining("not well-formed");
    }

    @Test
    void rule14_all_that_is_wrong_is_said_at_once_and_no_key_is_repeated() {
        String secret = "Y29ycmVjdCBob3JzZSBiYXR0ZXJ5IHN0YXBsZSBjb3JyZWN0";
        text = set(
                "{\"kty\":\"oct\",\"kid\":\"a\",\"use\":\"enc\",\"k\":\"" + secret + "\"}",
                "{\"kty\":\"oct\",\"kid\":\"a\",\"k\":\"c2VjcmV0\"}",
                Algorithm.ES256.generate().toJSONString());

        assertThatThrownBy(() -> jwkSet(Algorithm.HS256))
                .asInstanceOf(type(UnusableKeysException.class))
                .satisfies(all -> assertThat(all.reasons())
                        .hasSize(5)
                        .anyMatch(reason -> reason.startsWith("key 1 (a): the bytes spell text"))
                        .anyMatch(reason -> reason.startsWith("key 1 (a): its use is enc"))
                        .anyMatch(reason -> reason.startsWith("key 2 (a): an HMAC key needs"))
                        .anyMatch(reason -> reason.startsWith("two keys have the kid a"))
                        .anyMatch(reason -> reason.startsWith("symmetric keys stand beside others"))
                        .noneMatch(reason -> reason.contains(secret)));
    }

    @Test
    void rule14_the_configured_algorithm_must_be_that_of_a_private_key_and_the_refusal_says_which_would_be() {
        text = set(Algorithm.ES256.generate().toJSONString());

        assertThatThrownBy(() -> jwkSet(Algorithm.HS256))
                .hasMessage("no private key for HS256 is in it: sign with ES256, or add one");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``              | not a JWK set
            []              | not a JWK set
            {"keys":7}      | not a JWK set
            {"keys":[]}     | there is no key in it
            {"keys":[{}]}   | key 1 of the set is not well-formed
            {"keys":[null]} | not a JWK set
            null            | not a JWK set
            """)
    void what_is_no_set_of_keys_is_refused(String content, String reason) {
        text = content;

        assertThatThrownBy(() -> jwkSet(Algorithm.HS256))
                .isInstanceOf(UnusableKeysException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void a_file_that_changed_is_read_again_and_one_that_became_bad_changes_nothing() {
        text = Pem.modern(EC.getPrivate());
        KeyFile file = pem(Algorithm.ES256);
        CurrentKeys current = new CurrentKeys(file, Duration.ofMinutes(5), NOW);
        SigningKey before = current.ring().signer(NOW);

        text = "nonsense";
        assertThatThrownBy(() -> current.reload(NOW)).isInstanceOf(UnusableKeysException.class);
        assertThat(current.ring().signer(NOW)).isSameAs(before);

        text = Pem.modern(Pem.ec("secp256r1").getPrivate()) + Pem.modern(EC.getPublic());
        current.reload(NOW);
        assertThat(current.ring().signer(NOW).id()).isNotEqualTo(before.id());
        assertThat(current.ring().verifier(before.headerText(), NOW)).isPresent();
    }

    @Test
    void a_file_that_cannot_be_read_is_refused_and_does_not_rotate_on_command() {
        assertThatThrownBy(() -> new KeyFile(
                        () -> {
                            throw new IOException("no");
                        },
                        KeyFormat.PEM,
                        Algorithm.ES256))
                .isInstanceOf(UnusableKeysException.class)
                .hasMessageContaining("cannot be read (IOException)");
        text = Pem.modern(EC.getPrivate());
        assertThatThrownBy(() -> pem(Algorithm.ES256).rotate(NOW))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("come from a file");
    }

    private KeyFile pem(Algorithm algorithm) {
        return new KeyFile(() -> Secrets.utf8(text), KeyFormat.PEM, algorithm);
    }

    private KeyFile jwkSet(Algorithm algorithm) {
        return new KeyFile(() -> Secrets.utf8(text), KeyFormat.JWK_SET, algorithm);
    }

    private static String set(String... keys) {
        return Stream.of(keys).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    private static String with(JWK key, String member) {
        return key.toJSONString().replaceFirst("}$", "," + member + "}");
    }

    private static String member(String json, String name) {
        return json.replaceFirst(".*(\"" + name + "\":\"[^\"]*\").*", "$1");
    }
}
