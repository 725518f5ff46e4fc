package dev.sallyport.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.Refusal;
import dev.sallyport.RefusedException;
import dev.sallyport.session.InMemoryFailureStore;
import dev.sallyport.token.HmacKey;
import dev.sallyport.web.Reply;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What it costs an address to sign in by other providers. */
class FairnessTest {

    private static final String HOME = "192.0.2.1";
    private static final int MANY = 1000;

    private final SignInThrottle throttle = new SignInThrottle(
            new InMemoryFailureStore(), HmacKey.random(), new HostileApplication.OnlyAlice(), Clock.systemUTC());

    @ParameterizedTest
    @EnumSource(
            value = Refusal.class,
            names = {"CREDENTIALS_REJECTED", "TOKEN_NOT_FOR_US", "PROVIDER_UNAVAILABLE"})
    void rule34_whoeverHasAProviderAskedInVainPaysForItAndSoForFaultsThatAMadeUpTokenDraws(Refusal refusal) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> answerManyTimes(refusal))
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(Refusal.TOO_MANY_ATTEMPTS));
    }

    @ParameterizedTest
    @EnumSource(
            value = Refusal.class,
            names = {
                "STORE_UNAVAILABLE",
                "INTERNAL_ERROR",
                "PROVIDER_MISCONFIGURED",
                "CROSS_SITE",
                "STATE_MISMATCH",
                "MALFORMED_REQUEST",
                "NOT_FOUND"
            })
    void rule34_faultsOfOursAndWhatAnotherSitesPageCanAskForCostNobodyAnything(Refusal refusal) {
        answerManyTimes(refusal);

        assertThat(throttle.paced(HOME, () -> Reply.of(303, Map.of())).status()).isEqualTo(303);
    }

    private void answerManyTimes(Refusal refusal) {
        for (int attempt = 0; attempt < MANY; attempt++) {
            throttle.paced(HOME, () -> Reply.of(refusal.status(), refusal.problem(refusal.detail())));
        }
    }
}
