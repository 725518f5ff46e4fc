package dev.sallyport.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.spring.caller.UnguardedApplicationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootVersion;
import org.springframework.context.ApplicationListener;
import org.springframework.core.io.support.SpringFactoriesLoader;

class SpringBootVersionCheckTest {

    @Test
    void this_version_is_supported_and_asked_for_at_every_start() {
        assertThatCode(() -> SpringBootVersionCheck.check(SpringBootVersion.getVersion()))
                .doesNotThrowAnyException();
        assertThat(SpringFactoriesLoader.forDefaultResourceLocation().load(ApplicationListener.class))
                .hasAtLeastOneElementOfType(SpringBootVersionCheck.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.7.18", "3.5.7", "5.0.0"})
    void another_one_is_named(String version) {
        assertThatExceptionOfType(UnguardedApplicationException.class)
                .isThrownBy(() -> SpringBootVersionCheck.check(version))
                .withMessage("This is Spring Boot " + version
                        + ", and sallyport-spring-boot-starter is made for Spring Boot 4.");
    }
}
