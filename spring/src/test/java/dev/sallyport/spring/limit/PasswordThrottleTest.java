package dev.sallyport.spring.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sallyport.Refusal;
import dev.sallyport.RefusedException;
import dev.sallyport.key.HmacKey;
import dev.sallyport.session.FailureStore;
import dev.sallyport.session.InMemoryFailureStore;
import dev.sallyport.session.StoreUnavailableException;
import dev.sallyport.spring.HostileApplication;
import dev.sallyport.spring.StoppedClock;
import dev.sallyport.spring.limit.PasswordThrottle.Guest;
import dev.sallyport.web.Reply;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Guesses at a clock that stands still, so that nothing flows back into an allowance meanwhile. */
class PasswordThrottleTest {

    private static final String HOME = "192.0.2.1";
    private static final String ELSEWHERE = "192.0.2.2";
    private static final int MANY = 1000;

    private final StoppedClock clock = new StoppedClock();
    private final HmacKey key = HmacKey.random();
    private final InMemoryFailureStore counted = new InMemoryFailureStore();
    private final PasswordThrottle throttle = node(counted);

    /** How many passwords were looked at. */
    private final AtomicInteger made = new AtomicInteger();

    @Test
    void twentyFailuresOfOnePersonAtOneAddressAreTheMost() {
        assertThat(failuresUntilRefused(attempt -> fail("alice", HOME))).isEqualTo(20);
    }

    @Test
    void noAccountCanBeTriedAHundredTimesFromWhereverTheSwarmIs() {
        assertThat(failuresUntilRefused(attempt -> fail("alice", "198.51.100." + attempt)))
                .isEqualTo(60);
    }

    @Test
    void noAddressCanTryEveryAccountThereIs() {
        assertThat(failuresUntilRefused(attempt -> fail("user" + attempt, HOME)))
                .isEqualTo(300);
    }

    @Test
    void rule34_aSprayFromOneSlash64IsStoppedAsOneAddressIs() {
        IntStream.range(0, 5_000)
                .mapToObj(attempt -> "2001:db8:0:1::" + Integer.toHexString(attempt))
                .forEach(address -> tryAndFail("user" + address, address));

        assertThat(made).hasValue(300);
        assertThat(succeed("alice", "2001:db8:0:2::1")).isPresent();
    }

    @Test
    void rule34_onePersonHasOneAllowanceInAllOfASlash64() {
        assertThat(failuresUntilRefused(attempt -> fail("alice", "2001:db8:0:1::" + Integer.toHexString(attempt))))
                .isEqualTo(20);
    }

    @Test
    void rule34_aThousandGuessesFromAHundredAddressesDoNotLockTheOwnerOut() {
        swarm(1000);

        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> succeed("alice", "203.0.113.1"));
        assertThat(refused.refusal()).isEqualTo(Refusal.TOO_MANY_ATTEMPTS);
        assertThat(refused.retryAfter().orElseThrow()).isPositive();
        assertThat(atKnownDevice(() -> Optional.of("in"))).contains("in");
        assertThat(made).hasValue(60);
    }

    @Test
    void rule34_noMoreThanAHundredFailInARowAndThenOneADayOnWhateverNode() {
        swarmForHours(8);
        assertThat(made).hasValue(100);

        RefusedException refused = catchThrowableOfType(
                RefusedException.class, () -> node(counted).attempt(stranger("alice", HOME), this::wrong));
        assertThat(refused.refusal()).isEqualTo(Refusal.TOO_MANY_ATTEMPTS);
        assertThat(refused.retryAfter().orElseThrow()).isBetween(Duration.ofHours(16), Duration.ofHours(24));

        clock.advance(refused.retryAfter().orElseThrow());
        swarmForHours(23);
        assertThat(made).hasValue(101);
    }

    @Test
    void rule34_theOwnerWhoGetsInByAKnownDeviceOpensTheAccountToOthersAgain() {
        swarmForHours(8);
        assertThat(atKnownDevice(() -> Optional.of("in"))).contains("in");

        assertThat(succeed("alice", "203.0.113.1")).contains("in");
    }

    @Test
    void rule34_theApplicationMayForgive() {
        swarmForHours(8);
        throttle.forgive(" ALICE ");

        assertThat(succeed("alice", "203.0.113.1")).contains("in");
    }

    @Test
    void rule34_aStolenDeviceIsWorthTenGuessesAnHourAndAHundredInAll() {
        int guesses = 0;
        swarmForHours(8);
        int before = made.get();
        for (int hour = 0; hour < 20; hour++) {
            for (int i = 0; i < 20; i++) {
                guesses += isRefused(() -> atKnownDevice(this::wrong)) ? 0 : 1;
            }
            clock.advance(Duration.ofHours(1));
        }

        // The one beyond them is what any stranger has.
        assertThat(guesses).isEqualTo(101);
        assertThat(made.get() - before).isEqualTo(guesses);
    }

    @Test
    void rule34_aDeviceThatHasSpentItsOwnIsAStranger() {
        assertThat(failuresUntilRefused(attempt -> atKnownDevice(this::wrong))).isEqualTo(10 + 20);
    }

    @Test
    void aRefusedAttemptIsNotMadeAndSaysWhenToComeBack() {
        failuresUntilRefused(attempt -> fail("alice", HOME));
        int before = made.get();

        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> fail("alice", HOME));

        assertThat(refused.refusal()).isEqualTo(Refusal.TOO_MANY_ATTEMPTS);
        assertThat(refused.retryAfter().orElseThrow()).isPositive().isLessThan(Duration.ofMinutes(5));
        assertThat(made).hasValue(before);
        clock.advance(refused.retryAfter().orElseThrow());
        assertThat(fail("alice", HOME)).isEmpty();
    }

    @Test
    void aRefusedAttemptCostsTheOtherAllowancesNothing() {
        swarm(100);
        IntStream.range(0, MANY).forEach(attempt -> tryAndFail("alice", HOME));
        throttle.forgive("alice");

        assertThat(failuresUntilRefused(attempt -> fail("alice", HOME))).isEqualTo(20);
    }

    @Test
    void aDatabaseThatIsAwayCostsNobodyTheirAllowance() {
        for (int attempt = 0; attempt < MANY; attempt++) {
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> throttle.attempt(stranger("alice", HOME), PasswordThrottleTest::away));
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> atKnownDevice(PasswordThrottleTest::away));
        }

        assertThat(failuresUntilRefused(attempt -> atKnownDevice(this::wrong))).isEqualTo(30);
    }

    @Test
    void aCounterThatIsAwayIsAFaultAndCostsNobodyTheirAllowance() {
        PasswordThrottle cutOff = node(new AwayFailureStore());
        for (int attempt = 0; attempt < MANY; attempt++) {
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> cutOff.attempt(stranger("alice", HOME), this::wrong));
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> cutOff.attempt(known(), this::wrong));
        }
        assertThat(made).hasValue(0);
    }

    @Test
    void norDoesALineThatIsFull() {
        for (int attempt = 0; attempt < MANY; attempt++) {
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> throttle.attempt(stranger("alice", HOME), () -> {
                        throw new RefusedException(QueueSlots.noneLeft());
                    }))
                    .matches(refused -> refused.refusal() == Refusal.SERVER_BUSY);
        }

        assertThat(failuresUntilRefused(attempt -> fail("alice", HOME))).isEqualTo(20);
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
                .isEqualTo(299);
    }

    @Test
    void whatIsKeptOfALongNameIsBounded() {
        String longName = "a".repeat(100_000);

        assertThat(failuresUntilRefused(attempt -> fail(longName + attempt, HOME)))
                .isEqualTo(20);
    }

    @Test
    void aProviderThatIsAwayDoesNotCostAnAddressItsPasswords() {
        Reply away = Reply.of(503, Refusal.PROVIDER_UNAVAILABLE.problem(""));
        ProviderThrottle providers = new ProviderThrottle(clock);
        failuresUntilRefused(attempt -> providers.paced(HOME, () -> away));

        assertThat(succeed("alice", HOME)).isPresent();
    }

    private Optional<String> wrong() {
        made.incrementAndGet();
        return Optional.empty();
    }

    private static Optional<String> away() {
        throw new StoreUnavailableException("away");
    }

    private Optional<String> fail(String account, String address) {
        return throttle.attempt(stranger(account, address), this::wrong);
    }

    private void tryAndFail(String account, String address) {
        isRefused(() -> fail(account, address));
    }

    private Optional<String> succeed(String account, String address) {
        return throttle.attempt(stranger(account, address), () -> Optional.of("in"));
    }

    private Optional<String> atKnownDevice(Supplier<Optional<String>> attempt) {
        return throttle.attempt(known(), attempt);
    }

    /** As many wrong passwords for alice, from a hundred addresses in turn. */
    private void swarm(int guesses) {
        IntStream.range(0, guesses).forEach(guess -> tryAndFail("alice", "198.51.100." + guess % 100));
    }

    private void swarmForHours(int hours) {
        for (int hour = 0; hour < hours; hour++) {
            swarm(100);
            clock.advance(Duration.ofHours(1));
        }
    }

    private static Guest stranger(String account, String address) {
        return new Guest(account, address, Optional.empty());
    }

    private static Guest known() {
        return new Guest("alice", HOME, Optional.of("AAAAAAAAAAAAAAAAAAAAAA"));
    }

    /** A process, whether new or another node's, beside this database. */
    private PasswordThrottle node(FailureStore store) {
        return new PasswordThrottle(store, key, new HostileApplication.OnlyAlice(), clock);
    }

    private static boolean isRefused(Runnable attempt) {
        try {
            attempt.run();
            return false;
        } catch (RefusedException refused) {
            return true;
        }
    }

    private static int failuresUntilRefused(IntConsumer failure) {
        for (int made = 0; made < MANY; made++) {
            int attempt = made;
            if (isRefused(() -> failure.accept(attempt))) {
                return made;
            }
        }
        throw new AssertionError("nothing was ever refused");
    }
}
