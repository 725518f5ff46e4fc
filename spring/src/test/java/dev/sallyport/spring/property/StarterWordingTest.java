package dev.sallyport.spring.property;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Refusal;
import dev.sallyport.config.Setting;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

class StarterWordingTest {

    private final StarterWording wording = new StarterWording();

    /** {@code COOKIE_NAMES} stands for several properties. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "COOKIE_NAMES")
    void every_setting_has_a_property_that_there_is(Setting setting) {
        KnownProperties known = KnownProperties.on(getClass().getClassLoader());

        String name = setting == Setting.SOCIAL ? wording.name(setting) + ".any.issuer" : wording.name(setting);

        assertThat(known.contains(ConfigurationPropertyName.of(name))).as(name).isTrue();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            TOO_MANY_ATTEMPTS    | SignInThrottle.forgive
            REFRESH_UNKNOWN      | sallyport.store.type
            SERVER_BUSY          | sallyport.sign-in.at-once
            REQUEST_TIMEOUT      | within ten seconds
            PAYLOAD_TOO_LARGE    | 64 KB
            STORE_UNAVAILABLE    | spring.datasource.url
            """)
    void a_hint_names_what_only_the_starter_knows(Refusal refusal, String said) {
        assertThat(wording.hint(refusal.code()))
                .hasValueSatisfying(hint -> assertThat(hint).contains(said).endsWith("."));
    }
}
