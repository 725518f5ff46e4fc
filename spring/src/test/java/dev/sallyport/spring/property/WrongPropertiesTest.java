package dev.sallyport.spring.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.config.InvalidConfigException;
import dev.sallyport.spring.HostileApplication;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
@Tag("slow")
class WrongPropertiesTest {

    private static final List<String> WRONG = List.of(
            "sallyport.path = auth: must be an absolute path",
            "sallyport.acess-token.lifetime = 1m: no such property: did you mean sallyport.access-token.lifetime?",
            "sallyport.refresh-token.idle = never: write a number and a unit",
            "sallyport.store.type = redis: write one of auto, jdbc, memory",
            "sallyport.access-token.algorithm = none: must be HS256, RS256, ES256 or Ed25519",
            "sallyport.keys.rotation = 1m: must be between 1h and ten years",
            "sallyport.keys.location = keys.pem: is not read: set sallyport.keys.source=pem or jwk-set",
            "sallyport.access-token.lifetime = 0s: must be at least one second",
            "sallyport.refresh-token.grace = 301s: must be between 0s and 300s",
            "sallyport.cookie.access-name = a b: must be a cookie name",
            "sallyport.cookie.domain = example.com: every host under a Domain is sent the cookies",
            "sallyport.csrf.header-name = Accept: other sites may send this header without a preflight",
            "sallyport.public-origin = https://app.example.com/: not an origin",
            "sallyport.cors.allowed-origins = *: '*' would trust every site",
            "sallyport.cors.allowed-origins = null: every sandboxed frame sends 'null'",
            "sallyport.cors.allowed-origins = https://App.example.com: browsers send origins in lower case",
            "sallyport.cors.exposed-headers = Set-Cookie: browsers never show it to script");

    @Test
    void aFailedStartListsEveryWrongPropertyWithItsValueAndWhatToWriteInstead(CapturedOutput output) {
        assertThatThrownBy(() -> start(
                        "--sallyport.path=auth",
                        "--sallyport.acess-token.lifetime=1m",
                        "--sallyport.refresh-token.idle=never",
                        "--sallyport.store.type=redis",
                        "--sallyport.cookie.domain=example.com",
                        "--sallyport.access-token.algorithm=none",
                        "--sallyport.keys.rotation=1m",
                        "--sallyport.keys.location=keys.pem",
                        "--sallyport.access-token.lifetime=0s",
                        "--sallyport.refresh-token.grace=301s",
                        "--sallyport.cookie.access-name=a b",
                        "--sallyport.csrf.header-name=Accept",
                        "--sallyport.public-origin=https://app.example.com/",
                        "--sallyport.cors.allowed-origins=*,null,https://App.example.com",
                        "--sallyport.cors.exposed-headers=Set-Cookie"))
                .hasRootCauseInstanceOf(InvalidConfigException.class);

        assertThat(output)
                .contains("These Sallyport properties cannot be used:")
                .contains("all that is wrong is listed")
                .contains(WRONG);
        assertThat(output.toString()
                        .lines()
                        .filter(line -> line.startsWith("  - sallyport."))
                        .distinct())
                .hasSameSizeAs(WRONG);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            sallyport.path=/auth/                                 | sallyport.path = /auth/
            sallyport.access-token.issuer=                        | sallyport.access-token.issuer =
            sallyport.access-token.leeway=61s                     | sallyport.access-token.leeway = 61s
            sallyport.refresh-token.lifetime=1m                   | sallyport.refresh-token.lifetime = 1m
            sallyport.refresh-token.idle=1s                       | sallyport.refresh-token.idle = 1s
            sallyport.refresh-token.grace=-1s                     | sallyport.refresh-token.grace = -1s
            sallyport.cookie.refresh-name=access                  | sallyport.cookie.*-name = access, access
            sallyport.cookie.access-name=__Host-access            | sallyport.cookie.access-name = __Host-access
            sallyport.csrf.cookie-name=__Host-Http-csrf           | sallyport.csrf.cookie-name = __Host-Http-csrf
            sallyport.cors.allowed-origins=https://a.example:443  | sallyport.cors.allowed-origins = https://a.example:443
            sallyport.cors.allowed-origin-patterns=https://a.example.com | sallyport.cors.allowed-origin-patterns = https://a.example.com: it admits https://axexample.com
            sallyport.trusted-proxies=localhost                   | sallyport.trusted-proxies = localhost: not an IP address
            sallyport.cors.allowed-methods=*                      | sallyport.cors.allowed-methods = *
            sallyport.cors.max-age=-1s                            | sallyport.cors.max-age = -1s
            sallyport.keys.source=pem                             | sallyport.keys.location = : must name the file of keys
            sallyport.keys.source=jwk-set                         | sallyport.keys.location = : must name the file of keys
            sallyport.keys.rotation=59m                           | sallyport.keys.rotation = 59m
            sallyport.keys.rotation=4000d                         | sallyport.keys.rotation = 4000d
            sallyport.audit.retention=-1d                         | sallyport.audit.retention = -1d: must be 0s or longer
            sallyport.audit.frequent-rows=0                       | sallyport.audit.frequent-rows = 0: must be 1 or more
            sallyport.sign-in.at-once=0                           | sallyport.sign-in.at-once = 0: must be 1 or more
            sallyport.access-token.algorithm=EdDSA                | sallyport.access-token.algorithm = EdDSA
            sallyport.access-token.algorithm=hs256                | sallyport.access-token.algorithm = hs256
            """)
    void eachOfTheseStopsTheStart(String property, String named, CapturedOutput output) {
        assertThatThrownBy(() -> start("--" + property)).hasRootCauseInstanceOf(InvalidConfigException.class);

        assertThat(output).contains("  - " + named);
    }

    @Test
    void aBlankEntryOfAListHidesNoOtherFinding(CapturedOutput output) {
        assertThatThrownBy(() ->
                        start("--sallyport.cors.allowed-origins=https://a.example,,null", "--sallyport.path=auth"))
                .hasRootCauseInstanceOf(InvalidConfigException.class);

        assertThat(output)
                .contains("  - sallyport.cors.allowed-origins = https://a.example,,null: an entry is blank")
                .contains("  - sallyport.cors.allowed-origins = null: every sandboxed frame sends 'null'")
                .contains("  - sallyport.path = auth: must be an absolute path");
        assertThat(output.toString()
                        .lines()
                        .filter(line -> line.startsWith("  - sallyport.cors.allowed-origins"))
                        .distinct())
                .hasSize(2);
    }

    private static void start(String... properties) {
        String[] all = Stream.concat(
                        Stream.of(properties),
                        Stream.of(
                                "--" + HostileApplication.BY_ITSELF,
                                "--" + HostileApplication.LOCAL_ONLY,
                                "--server.port=0"))
                .toArray(String[]::new);
        SpringApplication.run(HostileApplication.class, all).close();
    }
}
