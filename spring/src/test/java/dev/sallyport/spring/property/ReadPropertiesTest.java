package dev.sallyport.spring.property;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.config.InvalidConfigException.InvalidProperty;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class ReadPropertiesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sallyport.access-token.lifetime",
                "sallyport.accessToken.lifetime",
                "sallyport.access_token.lifetime",
                "sallyport.accesstoken.lifetime",
                "SALLYPORT.ACCESS-TOKEN.LIFETIME"
            })
    void everySpellingThatBootReadsIsRead(String name) {
        ReadProperties read = written(Map.of(name, "7m"));

        assertThat(read.problems()).isEmpty();
        assertThat(read.values().accessToken().lifetime()).isEqualTo(Duration.ofMinutes(7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SALLYPORT_ACCESS_TOKEN_LIFETIME",
                "SALLYPORT_ACCESSTOKEN_LIFETIME",
                "sallyport_access_token_lifetime",
                "sallyport.access-token.lifetime"
            })
    void anEnvironmentVariableIsReadInEachOfItsForms(String name) {
        ReadProperties read = exported(Map.of(name, "7m"));

        assertThat(read.problems()).isEmpty();
        assertThat(read.values().accessToken().lifetime()).isEqualTo(Duration.ofMinutes(7));
    }

    @Test
    void listsAreReadFromOneLineAndFromNumberedEntries() {
        assertThat(written(Map.of("sallyport.cors.allowed-origins", "https://a.example, https://b.example")))
                .isEqualTo(written(Map.of(
                        "sallyport.cors.allowed-origins[0]", "https://a.example",
                        "sallyport.cors.allowedOrigins[1]", "https://b.example")))
                .isEqualTo(exported(Map.of(
                        "SALLYPORT_CORS_ALLOWED_ORIGINS_0", "https://a.example",
                        "SALLYPORT_CORS_ALLOWEDORIGINS_1", "https://b.example")))
                .satisfies(read -> assertThat(read.problems()).isEmpty())
                .satisfies(read -> assertThat(read.values().cors().allowedOrigins())
                        .containsExactly("https://a.example", "https://b.example"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            sallyport.acess-token.lifetime         | 1m   | did you mean sallyport.access-token.lifetime?
            sallyport.access-token.lifetme         | 1m   | did you mean sallyport.access-token.lifetime?
            sallyport.publicorigins                | x    | did you mean sallyport.public-origin?
            sallyport.cors.allowed-origin          | x    | did you mean sallyport.cors.allowed-origins?
            sallyport.path.prefix                  | /    | there are sallyport.
            sallyport.path[0]                      | /    | did you mean sallyport.path?
            sallyport.cookie.http-only             | true | there are sallyport.cookie.access-name, sallyport.cookie.device-name,
            sallyport.cors.allowed-origins.0       | x    | did you mean sallyport.cors.allowed-origins?
            sallyport.cors.allowed-origins[a]      | x    | did you mean sallyport.cors.allowed-origins?
            sallyport.csrf                         | on   | there are sallyport.
            sallyport.federation.google.client   | me   | there are sallyport.
            sallyport                              | on   | there are sallyport.
            """)
    void aNameThatNobodyReadsIsRefusedWithTheOneThatWasMeant(String name, String value, String advice) {
        List<InvalidProperty> problems = written(Map.of(name, value)).problems();

        assertThat(problems).first().satisfies(problem -> {
            assertThat(problem.property()).isEqualTo(name);
            assertThat(problem.value()).isEqualTo(value);
            assertThat(problem.reason()).startsWith("no such property").contains(advice);
        });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            SALLYPORT_ACESS_TOKEN_LIFETIME | did you mean sallyport.access-token.lifetime?
            SALLYPORT_PUBLIC_ORIGINS       | did you mean sallyport.public-origin?
            SALLYPORT_PATH_0               | did you mean sallyport.path?
            SALLYPORT_DEBUG                | there are sallyport.
            """)
    void aVariableThatNobodyReadsIsRefusedToo(String name, String advice) {
        assertThat(exported(Map.of(name, "1")).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.property()).isEqualTo(name))
                .satisfies(problem -> assertThat(problem.reason()).contains(advice));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SALLYPORT_SERVICE_HOST",
                "SALLYPORT_SERVICE_PORT",
                "SALLYPORT_SERVICE_PORT_HTTP",
                "SALLYPORT_PORT",
                "SALLYPORT_PORT_8080_TCP",
                "SALLYPORT_PORT_8080_TCP_ADDR",
                "SALLYPORT_DEMO_PASSWORD",
                "SALLYPORTAL_PATH",
                "PATH"
            })
    void whatAPlatformOrTheServerHasInTheEnvironmentIsNotTakenForASetting(String name) {
        assertThat(exported(Map.of(name, "tcp://10.0.0.1:8080")).problems()).isEmpty();
    }

    @Test
    void otherPeoplesPropertiesAreTheirBusiness() {
        assertThat(written(Map.of("sallyportal.path", "/", "spring.nonsense", "1", "my.sallyport.path", "2"))
                        .problems())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sallyport.database.password",
                "sallyport.federation.client-secret",
                "sallyport.keys.encryptoin-key",
                "sallyport.demo.pasword",
                "sallyport.api-token"
            })
    void theValueOfWhatCouldBeASecretIsNeverShown(String name) {
        assertThat(written(Map.of(name, "hunter2")).problems())
                .hasSize(1)
                .noneMatch(problem -> problem.toString().contains("hunter2"));
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(delimiter = '|', textBlock = """
            sallyport.access-token.lifetime   | banana      | write a number and a unit (ms, s, m, h or d), as in 90s or 7d, such as the default, 5m
            sallyport.access-token.lifetime   | 5 minutes   | write a number and a unit
            sallyport.refresh-token.idle      | ''          | is empty; leave it out, or write a number and a unit
            sallyport.cookie.secure           | maybe       | write true or false
            sallyport.cookie.secure           | ''          | is empty; leave it out, or write true or false
            sallyport.diagnostics             | loud        | write true or false, such as the default, false
            sallyport.store.type              | redis       | write one of auto, jdbc, memory, such as the default, auto
            sallyport.transports              | cookie,pony | in one line with commas, or number them [0], [1] and so on without a gap; they are cookie, memory, header
            sallyport.transports              | ''          | is empty; leave it out, such as the default, cookie
            sallyport.cookie.same-site        | none        | write one of strict, lax, such as the default, strict
            sallyport.path                    | ${NOWHERE}  | what stands in ${...} is set nowhere
            sallyport.cors.allowed-methods    | ''          | is empty; leave it out, such as the default, GET,HEAD,POST,PUT,PATCH,DELETE
            sallyport.cors.allowed-methods    | GET,,POST   | an entry is blank
            sallyport.cors.allowed-methods    | GET,PUT,GET | an entry is there twice
            sallyport.access-token.lifetime   | ${NOWHERE}  | what stands in ${...} is set nowhere
            """)
    void aValueThatCannotBeReadIsNamedWithARightOne(String name, String value, String reason) {
        assertThat(written(Map.of(name, value)).problems()).first().satisfies(problem -> {
            assertThat(problem.property()).isEqualTo(name);
            assertThat(problem.value()).isEqualTo(value);
            assertThat(problem.reason()).contains(reason);
        });
    }

    @Test
    void aListWithAGapIsNotCutShort() {
        assertThat(written(Map.of("sallyport.cors.allowed-origins[1]", "https://a.example"))
                        .problems())
                .singleElement()
                .asString()
                .contains("sallyport.cors.allowed-origins", "number them [0], [1] and so on without a gap");
    }

    @Test
    void anEmptyListOfOriginsIsAWayToSayNone() {
        assertThat(written(Map.of("sallyport.cors.allowed-origins", "", "sallyport.cors.exposed-headers", ""))
                        .problems())
                .isEmpty();
    }

    @Test
    void allThatIsWrongIsCollectedAndTheDefaultStandsInForEach() {
        ReadProperties read = written(Map.of(
                "sallyport.access-token.lifetime", "banana",
                "sallyport.cookie.secure", "maybe",
                "sallyport.store.type", "redis",
                "sallyport.pth", "/gate",
                "sallyport.public-origin", "https://app.example.com"));

        assertThat(read.problems())
                .extracting(InvalidProperty::property)
                .containsExactlyInAnyOrder(
                        "sallyport.pth",
                        "sallyport.access-token.lifetime",
                        "sallyport.cookie.secure",
                        "sallyport.store.type");
        assertThat(read.values().accessToken().lifetime()).isEqualTo(Duration.ofMinutes(5));
        assertThat(read.values().publicOrigin()).isEqualTo("https://app.example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sallyport.keys.encryption-key",
                "sallyport.access-token.issuer",
                "sallyport.header.prefixes",
                "sallyport.social.google.client-secret"
            })
    void aLetterThatTheLocaleLacksIsNotTakenForAnotherOne(String name) {
        for (String value : new String[] {"hunter\ufffd2", "\ufffd", "hunter,\ufffd", "${OF_THE_PLATFORM}"}) {
            ReadProperties read = written(Map.of(name, value, "OF_THE_PLATFORM", "hunter\ufffd", "LC_ALL", "POSIX"));

            assertThat(read.problems())
                    .singleElement()
                    .isEqualTo(new InvalidProperty(
                            name,
                            "(not shown)",
                            "holds U+FFFD, which stands for a letter that could not be read: the locale is POSIX and may have no "
                                    + "such letter. Start with LC_ALL=C.UTF-8, and write files in UTF-8"));
        }
    }

    @Test
    void theLocaleIsNamedWhereverItIsSet() {
        assertThat(exported(Map.of("SALLYPORT_KEYS_ENCRYPTION_KEY", "\ufffd", "LANG", "C", "LC_ALL", ""))
                        .problems())
                .singleElement()
                .asString()
                .contains("sallyport.keys.encryption-key", "the locale is C ");
        assertThat(exported(Map.of("SALLYPORT_KEYS_ENCRYPTION_KEY", "\ufffd")).problems())
                .singleElement()
                .asString()
                .contains("the locale is POSIX ");
    }

    private static ReadProperties written(Map<String, Object> properties) {
        return read(new MapPropertySource("application.properties", properties));
    }

    private static ReadProperties exported(Map<String, Object> variables) {
        return read(new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
    }

    private static ReadProperties read(MapPropertySource source) {
        StandardEnvironment environment = new StandardEnvironment();
        MutablePropertySources sources = environment.getPropertySources();
        sources.forEach(any -> sources.remove(any.getName()));
        sources.addFirst(source);
        return ReadProperties.of(environment);
    }
}
