package dev.sallyport.spring.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.config.InvalidConfigException;
import dev.sallyport.social.Provider;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Providers, as they are written in properties and environment variables. */
class SocialPropertiesTest {

    private final StandardEnvironment environment = new StandardEnvironment();

    @Test
    void threePropertiesAreEnoughForGoogle() {
        write(Map.of("sallyport.social.google.client-id", "1234", "sallyport.social.google.client-secret", "s3cret"));

        assertThat(providers()).singleElement().satisfies(google -> {
            assertThat(google.name()).isEqualTo("Google");
            assertThat(google.clientId()).isEqualTo("1234");
            assertThat(google.issuer()).isEqualTo("https://accounts.google.com");
        });
    }

    @Test
    void environmentVariablesSayTheSame() {
        export(Map.of("SALLYPORT_SOCIAL_GOOGLE_CLIENT_ID", "1234", "SALLYPORT_SOCIAL_GOOGLE_CLIENT_SECRET", "s3cret"));

        assertThat(providers()).singleElement().extracting(Provider::clientId).isEqualTo("1234");
    }

    @Test
    void anEnvironmentVariableGoesBeforeAFile() {
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "file",
                        Map.of(
                                "sallyport.social.google.client-id", "of the file",
                                "sallyport.social.google.client-secret", "s3cret")));
        export(Map.of("SALLYPORT_SOCIAL_GOOGLE_CLIENT_ID", "of the environment"));

        assertThat(providers()).singleElement().extracting(Provider::clientId).isEqualTo("of the environment");
    }

    @Test
    void oneHalfMayStandInAFileAndTheSecretInTheEnvironment() {
        write(Map.of(
                "sallyport.social.work.preset", "google",
                "sallyport.social.work.name", "Work",
                "sallyport.social.work.client-id", "1234",
                "sallyport.social.work.scopes[0]", "openid",
                "sallyport.social.work.scopes[1]", "email"));
        export(Map.of("SALLYPORT_SOCIAL_WORK_CLIENTSECRET", "s3cret"));

        assertThat(providers()).singleElement().extracting(Provider::name).isEqualTo("Work");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceUnderItsNameAndNoSecretIsShown() {
        write(Map.of(
                "sallyport.social.google.client-idd", "1234",
                "sallyport.social.google.client-secret", "s3cret",
                "sallyport.social.acme.client-id", "1234",
                "sallyport.social.acme.client-secret", "s3cret",
                "sallyport.social.acme.issuer", "http://login.acme.example",
                "sallyport.path", "auth"));

        assertThatThrownBy(this::providers)
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("sallyport.social.google.client-id")
                .hasMessageContaining("sallyport.social.acme.issuer = http://login.acme.example")
                .hasMessageContaining("sallyport.path")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aVariableThatIsSetNowhereIsNotOverlooked() {
        write(Map.of(
                "sallyport.social.google.client-id", "1234",
                "sallyport.social.google.client-secret", "${GOOGLE_SECRET_THAT_IS_NOWHERE}"));

        assertThatThrownBy(this::providers)
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("what stands in ${...} is set nowhere");
    }

    private List<Provider> providers() {
        ReadProperties read = ReadProperties.of(environment);
        return PropertiesMapper.config(read.values(), false, read.problems()).social();
    }

    private void write(Map<String, Object> properties) {
        environment.getPropertySources().addFirst(new MapPropertySource("written", properties));
    }

    private void export(Map<String, Object> variables) {
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
    }
}
