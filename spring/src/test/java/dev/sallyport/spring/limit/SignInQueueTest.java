package dev.sallyport.spring.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.sallyport.Accounts;
import dev.sallyport.Refusal;
import dev.sallyport.RefusedException;
import dev.sallyport.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Accounts that judge a password when the test says so, and the people who stand in line for them. */
@Timeout(60)
class SignInQueueTest {

    private static final Duration FOREVER = Duration.ofDays(1);
    private static final String HERE = "192.0.2.1";
    private static final String THERE = "192.0.2.2";
    private static final String ELSEWHERE = "192.0.2.3";

    private final SlowAccounts accounts = new SlowAccounts();
    private final List<Person> people = new ArrayList<>();

    @AfterEach
    void goHome() {
        people.forEach(Thread::interrupt);
    }

    @Test
    void passwordsAreJudgedAFewAtATimeAndAllInTheEnd() throws Exception {
        SignInQueue queue = new SignInQueue(accounts, 2, 200, FOREVER);
        IntStream.range(0, 9).forEach(i -> stand(queue, HERE));
        assertThat(accounts.judging).hasValue(2);
        accounts.verdicts.release(100);

        for (Person person : people) {
            person.join();
            assertThat(person.isIn).isTrue();
        }
        assertThat(accounts.mostJudging).hasValue(2);
    }

    @Test
    void whoComesToAFullLineIsTurnedAwayAtOnce() {
        SignInQueue queue = new SignInQueue(accounts, 1, 8, FOREVER);
        List.of(HERE, HERE, THERE, THERE).forEach(address -> stand(queue, address));

        assertIsTurnedAway(queue, ELSEWHERE);
    }

    @Test
    void theLineSaysHowLongItIsHowLongItMayBeAndHowManyItTurnedAway() throws Exception {
        SignInQueue queue = new SignInQueue(accounts, 1, 8, FOREVER);
        List.of(HERE, HERE, THERE).forEach(address -> stand(queue, address));
        assertThat(queue.size()).isEqualTo(3);
        assertThat(queue.limit()).isEqualTo(4);
        assertThat(queue.rejected()).isZero();

        assertIsTurnedAway(queue, HERE);
        assertThat(queue.rejected()).isEqualTo(1);
        accounts.verdicts.release(100);
        for (Person person : people) {
            person.join();
        }
        assertThat(queue.size()).isZero();
    }

    @Test
    void oneNetworkTakesHalfOfTheLineAndNoMore() throws Exception {
        SignInQueue queue = new SignInQueue(accounts, 1, 8, FOREVER);
        stand(queue, HERE);
        stand(queue, HERE);
        assertIsTurnedAway(queue, HERE);
        Person other = stand(queue, THERE);
        accounts.verdicts.release(100);
        other.join();

        assertThat(other.isIn).isTrue();
    }

    @Test
    void whateverTheProcessorsHalfOfTheServersThreadsAreLeftToOthers() {
        SignInQueue queue = new SignInQueue(accounts, 64, 8, FOREVER);
        List.of(HERE, HERE, THERE, THERE).forEach(address -> stand(queue, address));

        assertIsTurnedAway(queue, ELSEWHERE);
    }

    @Test
    void aServerWithOneThreadHasALineOfOne() {
        accounts.verdicts.release(1);

        assertThat(new SignInQueue(accounts, 64, 1, FOREVER).authenticate(HERE, "alice", "x"))
                .isPresent();
    }

    @Test
    void nobodyWaitsForLongerThanTheirPatience() {
        SignInQueue queue = new SignInQueue(accounts, 1, 8, Duration.ofMillis(10));
        stand(queue, HERE);

        IntStream.range(0, 10).forEach(i -> assertIsTurnedAway(queue, HERE));
    }

    @Test
    void whoIsInterruptedLeavesTheLineAndTheirPlaceIsFree() throws Exception {
        SignInQueue queue = new SignInQueue(accounts, 1, 8, FOREVER);
        stand(queue, HERE);
        for (int i = 0; i < 10; i++) {
            Person waiting = stand(queue, HERE);
            waiting.interrupt();
            waiting.join();

            assertThat(waiting.refusal).isNotNull();
            assertThat(waiting.refusal.refusal()).isEqualTo(Refusal.SERVER_BUSY);
            assertThat(waiting.wasStillInterrupted).isTrue();
        }
    }

    @Test
    void accountsThatFailLeaveTheTurnToTheNext() {
        accounts.broken = true;
        SignInQueue queue = new SignInQueue(accounts, 1, 8, FOREVER);
        IntStream.range(0, 10)
                .forEach(i -> assertThat(catchThrowableOfType(
                                IllegalStateException.class, () -> queue.authenticate(HERE, "alice", "x")))
                        .isNotNull());
        accounts.broken = false;
        accounts.verdicts.release(1);

        assertThat(queue.authenticate(HERE, "alice", "x")).isPresent();
    }

    private static void assertIsTurnedAway(SignInQueue queue, String address) {
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> queue.authenticate(address, "alice", "x"));

        assertThat(refused.refusal()).isEqualTo(Refusal.SERVER_BUSY);
        assertThat(refused.retryAfter()).contains(Duration.ofSeconds(1));
    }

    /** Somebody who stands in line, or before the accounts, by the time this returns. */
    private Person stand(SignInQueue queue, String address) {
        Person person = new Person(queue, address);
        people.add(person);
        person.start();
        await().until(() ->
                Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING).contains(person.getState()));
        return person;
    }

    private static final class Person extends Thread {

        private final SignInQueue queue;
        private final String address;
        private volatile boolean isIn;
        private volatile boolean wasStillInterrupted;
        private volatile @Nullable RefusedException refusal;

        Person(SignInQueue queue, String address) {
            this.queue = queue;
            this.address = address;
            setDaemon(true);
        }

        @Override
        public void run() {
            try {
                isIn = queue.authenticate(address, "alice", "x").isPresent();
            } catch (RefusedException reason) {
                refusal = reason;
            }
            wasStillInterrupted = isInterrupted();
        }
    }

    private static final class SlowAccounts implements Accounts {

        private static final User ALICE = new User("1", "alice", "alice@example.com", Set.of());

        private final Semaphore verdicts = new Semaphore(0);
        private final AtomicInteger judging = new AtomicInteger();
        private final AtomicInteger mostJudging = new AtomicInteger();
        private volatile boolean broken;

        @Override
        public Optional<User> authenticate(String username, String password) {
            if (broken) {
                throw new IllegalStateException("broken on purpose");
            }
            mostJudging.accumulateAndGet(judging.incrementAndGet(), Math::max);
            try {
                verdicts.acquire();
                return find("1");
            } catch (InterruptedException stopped) {
                return Optional.empty();
            } finally {
                judging.decrementAndGet();
            }
        }

        @Override
        public Optional<User> find(String userId) {
            return Optional.of(ALICE);
        }
    }
}
