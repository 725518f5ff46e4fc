package dev.sallyport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.sallyport.token.AccessToken;
import dev.sallyport.web.RequestBuilder;
import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CallerTest {

    private final Gate gate = new Gate();
    private final Browser alice = gate.browser();

    @Test
    void rule30_nothing_outside_the_gate_can_make_one() {
        assertThat(Modifier.isAbstract(Caller.class.getModifiers()))
                .as("no constructor serves")
                .isTrue();
        assertThat(Caller.class.isInterface()).as("no proxy serves").isFalse();
        assertThat(Caller.class.isSealed()).as("nobody extends it").isTrue();
        assertThat(Caller.class.getConstructors()).isEmpty();
        assertThat(Serializable.class.isAssignableFrom(Caller.class)).isFalse();
        assertThat(Arrays.stream(Caller.class.getDeclaredMethods())
                        .filter(method -> Modifier.isStatic(method.getModifiers())))
                .as("no factory, which a converter would find by its name")
                .isEmpty();
    }

    @Test
    void rule30_what_is_proved_is_of_no_kind_that_a_deserializer_fills_in() {
        assertThat(Caller.class.getPermittedSubclasses()).containsExactly(VerifiedCaller.class);
        assertThat(VerifiedCaller.class.isRecord()).isFalse();
        assertThat(Modifier.isPublic(VerifiedCaller.class.getModifiers())).isFalse();
        assertThat(VerifiedCaller.class.getDeclaredConstructors())
                .allMatch(constructor -> !Modifier.isPublic(constructor.getModifiers())
                        && constructor.getParameterTypes()[0] == AccessToken.Subject.class);
    }

    @Test
    void rule30_nobody_is_admitted_as_nobody() {
        assertThatNullPointerException().isThrownBy(() -> new Decision.Admitted(null));
    }

    @Test
    void one_token_speaks_for_one_caller_and_the_next_token_for_another() {
        alice.signedIn("alice");
        Caller caller = caller();

        assertThat(caller()).isEqualTo(caller).hasSameHashCodeAs(caller);
        alice.signedIn("alice");
        assertThat(caller()).isNotEqualTo(caller);
    }

    @Test
    void it_says_who_it_is() {
        alice.signedIn("alice");

        assertThat(caller().toString()).contains(caller().userId(), caller().sessionId());
    }

    private Caller caller() {
        String cookie = Browser.ACCESS + "=" + alice.jar().value(Browser.ACCESS).orElseThrow();
        return gate.sallyport()
                .admit(RequestBuilder.request("GET", "/api/profile")
                        .header("Cookie", cookie)
                        .build())
                .callerOrThrow();
    }
}
