package dev.sallyport.spring.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sallyport.Accounts;
import dev.sallyport.Caller;
import dev.sallyport.Sallyport;
import dev.sallyport.User;
import dev.sallyport.session.InMemorySessionStore;
import dev.sallyport.session.StoreUnavailableException;
import dev.sallyport.spring.StoppedClock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Channels of ann's and bob's are open. */
class SessionMonitorTest {

    private static final Duration PAUSE = SessionLiveness.BETWEEN_QUESTIONS;

    /** Users whose directory answers as a test says. */
    private static final class Directory implements Accounts {

        private volatile Function<String, Optional<User>> answer = Directory::user;
        private final AtomicInteger questions = new AtomicInteger();

        private static Optional<User> user(String id) {
            return Optional.of(new User(id, id, null, Set.of()));
        }

        @Override
        public Optional<User> authenticate(String username, String password) {
            return user(username);
        }

        @Override
        public Optional<User> find(String userId) {
            questions.incrementAndGet();
            return answer.apply(userId);
        }
    }

    private final StoppedClock clock = new StoppedClock();
    private final Directory directory = new Directory();
    private final Sallyport sallyport = SignedIn.gate(new InMemorySessionStore(), directory, clock);
    private final SessionMonitor monitor = new SessionMonitor(sallyport, clock, Runnable::run);
    private final Caller ann = SignedIn.caller(sallyport, directory, "ann");
    private final Caller bob = SignedIn.caller(sallyport, directory, "bob");
    private final AtomicInteger ended = new AtomicInteger();
    private final LiveConnection channel = () -> ended.incrementAndGet() > 0;

    @Test
    void rule19_aChannelEndsOnceAtTheFirstLookAfterItsSession() {
        monitor.add(ann, channel);
        monitor.look();
        assertThat(ended).hasValue(0);

        sallyport.revokeAll("ann");
        monitor.look();
        monitor.look();

        assertThat(ended).hasValue(1);
    }

    @Test
    void aChannelThatWasClosedOrIsSomebodyElsesIsLeftAlone() {
        monitor.add(ann, channel);
        monitor.remove(ann, channel);
        monitor.add(bob, channel);
        sallyport.revokeAll("ann");

        monitor.look();

        assertThat(ended).hasValue(0);
    }

    @Test
    void oneThatCannotBeEndedNowIsEndedLater() {
        monitor.add(ann, () -> ended.incrementAndGet() == 3);
        sallyport.revokeAll("ann");

        for (int i = 0; i < 5; i++) {
            monitor.look();
        }

        assertThat(ended).hasValue(3);
    }

    @Test
    void oneThatBreaksKeepsNoOtherOpen() {
        monitor.add(ann, () -> {
            throw new IllegalStateException("broken");
        });
        monitor.add(ann, channel);
        sallyport.revokeAll("ann");

        monitor.look();

        assertThat(ended).hasValue(1);
    }

    @Test
    void rule19_whoseUserIsDisabledEndsWhenItIsAskedAbout() {
        monitor.add(ann, channel);
        directory.answer = id -> Optional.empty();
        askAfter(PAUSE.minusMillis(1));
        assertThat(ended).hasValue(0);

        askAfter(Duration.ofMillis(1));

        assertThat(ended).hasValue(1);
    }

    @Test
    void howeverManyChannelsASessionHasItIsAskedAboutOnce() {
        for (int i = 0; i < 20; i++) {
            boolean never = i < 0;
            monitor.add(ann, () -> never);
        }

        askAfter(PAUSE);

        assertThat(directory.questions).hasValue(1);
    }

    @Test
    void aStoreThatIsAwayEndsNobodyIsAskedOncePerRoundAndAgainLater() {
        monitor.add(ann, channel);
        monitor.add(bob, channel);
        directory.answer = id -> {
            throw new StoreUnavailableException("away");
        };
        askAfter(PAUSE);
        assertThat(directory.questions).hasValue(1);
        assertThat(ended).hasValue(0);

        directory.answer = id -> Optional.empty();
        askAfter(PAUSE);

        assertThat(ended).hasValue(2);
    }

    @Test
    void whateverTheAccountsThrowTheOthersAreAskedAbout() {
        monitor.add(ann, channel);
        monitor.add(bob, channel);
        directory.answer = id -> {
            throw new StackOverflowError("in the application's directory");
        };

        askAfter(PAUSE);

        assertThat(directory.questions).hasValue(2);
        assertThat(ended).hasValue(0);
    }

    @Test
    void aDirectoryThatHangsAndChannelsThatHangDelayNoOther() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger hanging = new AtomicInteger();
        directory.answer = id -> {
            hang(release);
            return Optional.empty();
        };
        try (SessionMonitorTasks rounds = new SessionMonitorTasks(sallyport, clock)) {
            for (int i = 0; i < 7; i++) {
                rounds.watch().add(ann, () -> {
                    hanging.incrementAndGet();
                    hang(release);
                    return true;
                });
            }
            rounds.watch().add(bob, channel);
            clock.advance(PAUSE);
            await().until(() -> directory.questions.get() > 0);
            sallyport.revokeAll("ann");
            await().until(() -> hanging.get() > 0);
            sallyport.revokeAll("bob");

            await().until(() -> ended.get() == 1);
            release.countDown();
        }
    }

    private void askAfter(Duration time) {
        clock.advance(time);
        monitor.ask();
        monitor.look();
    }

    private static void hang(CountDownLatch release) {
        try {
            assertThat(release.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
