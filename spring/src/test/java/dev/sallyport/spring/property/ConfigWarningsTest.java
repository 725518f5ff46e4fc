package dev.sallyport.spring.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class ConfigWarningsTest {

    @Test
    void theDefaultsOnHttpsTakeNone() {
        assertThat(risks(Map.of())).isEmpty();
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "sallyport.cookie.secure,         false, Cookies are not Secure",
        "sallyport.public-origin,         http://localhost:8080, Cookies are not Secure",
        "sallyport.cookie.same-site,      lax,   sallyport.cookie.same-site=lax",
        "sallyport.cookie.access-name,    session, sallyport.cookie.access-name=session does not begin with __Host-",
        "sallyport.cookie.refresh-name,   __Secure-r, sallyport.cookie.refresh-name=__Secure-r does not begin with __Host-",
        "sallyport.cookie.visitor-name,   v,     sallyport.cookie.visitor-name=v does not begin with __Host-",
        "sallyport.transports,            header, sallyport.transports lists memory or header",
        "sallyport.access-token.lifetime, 61m,   sallyport.access-token.lifetime is over an hour",
        "sallyport.access-token.leeway,   1s,    sallyport.access-token.leeway is not 0s",
        "sallyport.refresh-token.grace,   61s,   sallyport.refresh-token.grace is over a minute",
        "sallyport.revocation.when-stale, admit, sallyport.revocation.when-stale=admit",
    })
    void eachWeakerSettingIsNamedInASentence(String property, String value, String sentence) {
        assertThat(risks(Map.of(property, value))).singleElement().asString().startsWith(sentence);
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "sallyport.access-token.lifetime, 1h",
        "sallyport.refresh-token.grace, 60s",
        "sallyport.cookie.access-name, __Host-a",
        "sallyport.cookie.access-name, __host-http-a",
    })
    void whatIsCommonIsNotARisk(String property, String value) {
        assertThat(risks(Map.of(property, value))).isEmpty();
    }

    private static List<String> risks(Map<String, Object> properties) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("application.properties", properties));
        return ConfigWarnings.in(
                PropertiesMapper.config(ReadProperties.of(environment).values(), true, List.of()));
    }
}
