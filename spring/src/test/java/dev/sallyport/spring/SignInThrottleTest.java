package dev.sallyport.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sallyport.Refusal;
import dev.sallyport.RefusedException;
import dev.sallyport.session.StoreUnavailableException;
import dev.sallyport.web.Reply;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignInThrottleTest {

    private static final String HOME = "192.0.2.1";
    private static final String ELSEWHERE = "192.0.2.2";

    /** More than any allowance, with what may flow back into it while a slow machine gets through the test. */
    private static final int MANY = 1000;

    private final SignInThrottle throttle = new SignInThrottle();

    @Test
    void twentyFailuresOfOnePersonAtOneAddressAreTheMost() {
        assertThat(failuresUntilRefused(attempt -> fail("alice", HOME))).isBetween(20, 25);
    }

    @Test
    void noAccountCanBeTriedAHundredTimesFromWhereverTheSwarmIs() {
        assertThat(failuresUntilRefused(attempt -> fail("alice", "198.51.100." + attempt)))
                .isBetween(60, 70);
    }

    @Test
    void noAddressCanTryEveryAccountThereIs() {
        assertThat(failuresUntilRefused(attempt -> fail("user" + attempt, HOME)))
                .isBetween(300, 350);
    }

    @Test
    void rule34_aSprayFromOneSlash64IsStoppedAsOneAddressIs() {
        assertThat(failuresUntilRefused(
                        attempt -> fail("user" + attempt, "2001:db8:0:1::" + Integer.toHexString(attempt))))
                .isBetween(300, 350);

        assertThat(succeed("alice", "2001:db8:0:2::1")).isPresent();
    }

    @Test
    void rule34_onePersonHasOneAllowanceInAllOfASlash64() {
        assertThat(failuresUntilRefused(attempt -> fail("alice", "2001:db8:0:1::" + Integer.toHexString(attempt))))
                .isBetween(20, 25);
    }

    @Test
    void aRefusedAttemptIsNotMadeAndSaysWhenToComeBack() {
        failuresUntilRefused(attempt -> fail("alice", HOME));
        AtomicInteger made = new AtomicInteger();

        RefusedException refused = catchThrowableOfType(
                RefusedException.class,
                () -> throttle.attempt("alice", HOME, () -> Optional.of(made.incrementAndGet())));

        assertThat(refused.refusal()).isEqualTo(Refusal.TOO_MANY_ATTEMPTS);
        assertThat(refused.retryAfter().orElseThrow()).isPositive().isLessThan(Duration.ofMinutes(5));
        assertThat(made).hasValue(0);
    }

    @Test
    void aDatabaseThatIsAwayCostsNobodyTheirAllowance() {
        for (int attempt = 0; attempt < MANY; attempt++) {
            assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(this::meetAFault);
        }

        assertThat(throttle.attempt("alice", HOME, () -> Optional.of("in"))).contains("in");
    }

    private void meetAFault() {
        throttle.attempt("alice", HOME, () -> {
            throw new StoreUnavailableException("away");
        });
    }

    @Test
    void norDoesALineThatIsFull() {
        for (int attempt = 0; attempt < MANY; attempt++) {
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> throttle.attempt("alice", HOME, () -> {
                        throw Places.noneLeft();
                    }))
                    .matches(refused -> refused.refusal() == Refusal.SERVER_BUSY);
        }

        assertThat(succeed("alice", HOME)).isPresent();
    }

    @Test
    void whoSpendsTheAllowanceAtOneAddressDoesNotLockTheOwnerOutAtAnother() {
        failuresUntilRefused(attempt -> fail("alice", ELSEWHERE));

        assertThat(succeed("alice", HOME)).isPresent();
    }

    @Test
    void aSuccessGivesBackWhatTheFailuresBeforeItTook() {
        for (int round = 0; round < 10; round++) {
            IntStream.range(0, 15).forEach(attempt -> fail("alice", HOME));
            assertThat(succeed("alice", HOME)).isPresent();
        }
    }

    @Test
    void successesCostNothing() {
        assertThat(IntStream.range(0, MANY).mapToObj(attempt -> succeed("alice", HOME)))
                .allMatch(Optional::isPresent);
    }

    @Test
    void aSuccessAtOneAccountDoesNotPayForGuessesAtOthers() {
        assertThat(failuresUntilRefused(attempt -> {
                    fail("user" + attempt, HOME);
                    succeed("mallory", HOME);
                }))
                .isBetween(299, 350);
    }

    @Test
    void spellingsOfOneNameShareItsAllowance() {
        failuresUntilRefused(attempt -> fail("alice", HOME));

        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> fail("  ALICE ", HOME));
    }

    @Test
    void whatIsKeptOfALongNameIsBounded() {
        String longName = "a".repeat(100_000);

        assertThat(failuresUntilRefused(attempt -> fail(longName + attempt, "198.51.100." + attempt)))
                .isBetween(20, 25);
    }

    @ParameterizedTest
    @EnumSource(
            value = Refusal.class,
            names = {"CREDENTIALS_REJECTED", "TOKEN_NOT_FOR_US", "PROVIDER_UNAVAILABLE"})
    void rule34_whoeverHasAProviderAskedInVainPaysForItAndSoForFaultsThatAMadeUpTokenDraws(Refusal refusal) {
        assertThat(failuresUntilRefused(attempt -> throttle.paced(HOME, () -> answer(refusal))))
                .isBetween(300, 350);
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

    @Test
    void aProviderThatIsAwayDoesNotCostAnAddressItsPasswords() {
        failuresUntilRefused(attempt -> throttle.paced(HOME, () -> answer(Refusal.PROVIDER_UNAVAILABLE)));

        assertThat(succeed("alice", HOME)).isPresent();
    }

    private static Reply answer(Refusal refusal) {
        return Reply.of(refusal.status(), refusal.problem(refusal.detail()));
    }

    private Optional<String> fail(String username, String address) {
        return throttle.attempt(username, address, Optional::empty);
    }

    private Optional<String> succeed(String username, String address) {
        return throttle.attempt(username, address, () -> Optional.of(username));
    }

    private static int failuresUntilRefused(IntConsumer failure) {
        for (int made = 0; made < MANY; made++) {
            try {
                failure.accept(made);
            } catch (RefusedException refused) {
                return made;
            }
        }
        throw new AssertionError("nothing was ever refused");
    }
}
