package dev.sallyport.spring.test.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the attacks are let loose on. */
class TargetTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost:1", "http://app.localhost:1", "http://127.0.0.1:1/shop", "http://[::1]:1"})
    void this_machine_may_be_attacked(String url) {
        assertThat(described(url).build()).hasToString("Target " + url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://192.0.2.1", "https://shop.invalid", "http://localhost.invalid", "mailto:ann"})
    void nobody_elses_is_attacked(String url) {
        assertThatThrownBy(described(url)::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is not this machine");
    }

    @Test
    void ones_own_is_if_its_name_is_said_twice() {
        assertThatThrownBy(described("https://shop.invalid").iOwn("other.invalid")::build)
                .isInstanceOf(IllegalStateException.class);
        assertThat(described("https://shop.invalid").iOwn("shop.invalid").build())
                .isNotNull();
    }

    @Test
    void what_is_missing_is_named() {
        assertThatThrownBy(Target.at("http://localhost:1")::build).hasMessageStartingWith("signIn is missing");
        assertThatThrownBy(Target.at("http://localhost:1").signIn("ann", "secret")::build)
                .hasMessageStartingWith("change is missing");
        assertThatThrownBy(Target.at("http://localhost:1")
                        .signIn("ann", "secret")
                        .change("/x", text -> Map.of("text", text))::build)
                .hasMessageStartingWith("shownAt is missing");
    }

    private static TargetBuilder described(String url) {
        return Target.at(url)
                .signIn("ann", "secret")
                .change("/x", text -> Map.of("text", text))
                .shownAt("/x");
    }
}
