package dev.sallyport.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.RefusedException;
import dev.sallyport.key.HmacKey;
import dev.sallyport.session.InMemoryFailureStore;
import dev.sallyport.spring.limit.PasswordThrottle;
import dev.sallyport.spring.limit.PasswordThrottle.Guest;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {

    private final PasswordThrottle passwords = new PasswordThrottle(
            new InMemoryFailureStore(), HmacKey.random(), new HostileApplication.OnlyAlice(), new StoppedClock());

    @Test
    void rule34_theApplicationLetsAnOwnerInWhomStrangersHaveShutOut() {
        IntStream.range(0, 60).forEach(guess -> tryAs("198.51.100." + guess, Optional.empty()));
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> tryAs("203.0.113.1", Optional.of("in")));

        new SignInThrottle(passwords).forgive(" ALICE ");

        assertThat(tryAs("203.0.113.1", Optional.of("in"))).contains("in");
    }

    private Optional<String> tryAs(String address, Optional<String> result) {
        return passwords.attempt(new Guest("alice", address, Optional.empty()), () -> result);
    }
}
