package dev.sallyport.spring.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Refusal;
import dev.sallyport.RefusedException;
import dev.sallyport.spring.StoppedClock;
import dev.sallyport.web.Reply;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an address may ask of other providers, at a clock that stands still. */
class ProviderThrottleTest {

    private static final String HOME = "192.0.2.1";
    private static final int MANY = 1000;

    private final ProviderThrottle throttle = new ProviderThrottle(new StoppedClock());

    @ParameterizedTest
    @EnumSource(
            value = Refusal.class,
            names = {"CREDENTIALS_REJECTED", "TOKEN_NOT_FOR_US", "PROVIDER_UNAVAILABLE"})
    void rule34_whoeverHasAProviderAskedInVainPaysForItAndSoForFaultsThatAMadeUpTokenDraws(Refusal refusal) {
        assertThat(triesUntilRefused(refusal)).isEqualTo(300);
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
        for (int attempt = 0; attempt < MANY; attempt++) {
            throttle.paced(HOME, () -> answer(refusal));
        }

        assertThat(throttle.paced(HOME, () -> Reply.of(303, Map.of())).status()).isEqualTo(303);
    }

    private static Reply answer(Refusal refusal) {
        return Reply.of(refusal.status(), refusal.problem(refusal.detail()));
    }

    private int triesUntilRefused(Refusal refusal) {
        for (int made = 0; made < MANY; made++) {
            try {
                throttle.paced(HOME, () -> answer(refusal));
            } catch (RefusedException spent) {
                return made;
            }
        }
        throw new AssertionError("nothing was ever refused");
    }
}
