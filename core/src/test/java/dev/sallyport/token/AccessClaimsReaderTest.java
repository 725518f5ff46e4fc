package dev.sallyport.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The payload of a signed token, byte by byte: what is no one text in UTF-8, or more than one object, is refused. */
class AccessClaimsReaderTest {

    private static final String CLAIMS =
            "{\"iss\":\"issuer\",\"aud\":\"audience\",\"sub\":\"%s\",\"sid\":\"session-1\","
                    + "\"jti\":\"1\",\"iat\":1772366400,\"exp\":1772366700,\"auth_time\":1772366400,"
                    + "\"amr\":[\"pwd\"],\"roles\":[\"user\"]}";

    @ParameterizedTest
    @ValueSource(strings = {"alice", "\u00e9l\u00e9onore", "\ud83d\ude00"})
    void aNameIsReadInWhateverScript(String name) {
        assertThat(userOf(CLAIMS.formatted(name).getBytes(UTF_8))).contains(name);
    }

    @Test
    void aSurrogatePairThatIsEscapedIsTheSameName() {
        assertThat(userOf(CLAIMS.formatted("\\ud83d\\ude00").getBytes(UTF_8))).contains("\ud83d\ude00");
    }

    /** One byte of two, half a surrogate pair, a slash in two bytes, what is beyond Unicode, and a byte that only continues. */
    @ParameterizedTest
    @ValueSource(strings = {"e9", "eda080", "c0af", "f4908080", "6180"})
    void bytesThatAreNotUtf8AreRefused(String hex) {
        String bytes = new String(HexFormat.of().parseHex(hex), ISO_8859_1);

        assertThat(userOf(CLAIMS.formatted(bytes).getBytes(ISO_8859_1))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "x", "]"})
    void nothingFollowsTheObject(String more) {
        assertThat(userOf((CLAIMS.formatted("alice") + more).getBytes(UTF_8))).isEmpty();
    }

    private static Optional<String> userOf(byte[] payload) {
        return AccessClaimsReader.read(Base64.getUrlEncoder().withoutPadding().encodeToString(payload))
                .map(claims -> claims.subject().userId());
    }
}
