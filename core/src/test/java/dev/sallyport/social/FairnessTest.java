package dev.sallyport.social;

import static dev.sallyport.social.Scene.failure;
import static dev.sallyport.social.Scene.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.social.FakeHttp.Fault;
import dev.sallyport.social.SocialException.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What some draw from a provider takes nothing away from its other people. */
@Timeout(60)
class FairnessTest {

    private static final String CHECK = "/check";

    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"ERROR_500", "RATE_LIMITED", "PAGE", "GARBAGE", "HUGE", "REDIRECT"})
    void rule34_no_answer_that_a_stranger_can_draw_from_a_provider_switches_it_off(Fault fault) throws SocialException {
        Map<String, String> answer = exchangesAccessTokens().answer();
        for (String path : List.of(FakeProvider.TOKEN, CHECK)) {
            scene.fake.misbehave(path, fault);
        }
        for (int i = 0; i < 30; i++) {
            assertThat(failureOf(() -> scene.signIn(answer))).isEqualTo(Failure.UNAVAILABLE);
            assertThat(failureOf(this::exchange)).isEqualTo(Failure.UNAVAILABLE);
        }

        assertThat(scene.fake.http().calls(FakeProvider.TOKEN)).hasSize(30);
        for (String path : List.of(FakeProvider.TOKEN, CHECK)) {
            scene.fake.misbehave(path, Fault.NONE);
        }
        assertThat(scene.signIn(answer).subject()).isEqualTo(FakeProvider.ALICE);
        assertThat(exchange().subject()).isEqualTo(FakeProvider.ALICE);
    }

    @Test
    void rule34_what_is_exchanged_takes_nothing_away_from_those_who_come_back_from_the_provider() throws Exception {
        Map<String, String> answer = exchangesAccessTokens().answer();
        scene.fake.misbehave(CHECK, Fault.HANG_UP);
        for (int i = 0; i < 20; i++) {
            failure(this::exchange);
        }

        assertThat(failure(this::exchange)).hasMessageContaining("not asked");
        assertThat(scene.signIn(answer).subject()).isEqualTo(FakeProvider.ALICE);
        assertThat(scene.showIdToken(scene.fake.idToken(claims -> {})).subject())
                .isEqualTo(FakeProvider.ALICE);
    }

    @Test
    void a_silent_userinfo_turns_nobody_away_who_is_known_without_it() throws SocialException {
        scene.fake.twist(claims -> claims.claim("name", null));
        scene.fake.misbehave(FakeProvider.USERINFO, Fault.HANG_UP);
        for (int i = 0; i < 20; i++) {
            assertThat(scene.signIn().subject()).isEqualTo(FakeProvider.ALICE);
        }
    }

    @Test
    void rule34_no_more_than_8_are_asked_about_at_once_and_8_wait() throws Exception {
        Map<String, String> answer = scene.answer();
        CountDownLatch released = new CountDownLatch(1);
        scene.fake.http().route(FakeProvider.TOKEN, call -> {
            released.await();
            return FakeHttp.Reply.of(400, Map.of("error", "invalid_grant"));
        });
        ExecutorService threads = Executors.newFixedThreadPool(40);
        try {
            var done = new ExecutorCompletionService<SocialException>(threads);
            for (int i = 0; i < 40; i++) {
                done.submit(() -> failure(() -> scene.signIn(answer)));
            }
            List<String> turnedAway = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                turnedAway.add(done.take().get().getMessage());
            }
            assertThat(turnedAway).allMatch(why -> why.contains("line of calls"));
            assertThat(turnedAway).anyMatch(why -> why.contains("the line of calls is full"));
            released.countDown();
            for (int i = 0; i < 8; i++) {
                assertThat(done.take().get()).hasMessageContaining("invalid_grant");
            }
        } finally {
            released.countDown();
            threads.shutdownNow();
        }

        assertThat(scene.fake.http().calls(FakeProvider.TOKEN)).hasSize(8);
    }

    @Test
    void whoever_is_interrupted_leaves_at_once() throws Exception {
        Map<String, String> answer = scene.answer();
        CountDownLatch there = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        scene.fake.http().route(FakeProvider.TOKEN, call -> {
            there.countDown();
            released.await();
            return FakeHttp.Reply.of(400, Map.of("error", "invalid_grant"));
        });
        CompletableFuture<SocialException> left = new CompletableFuture<>();
        Thread visitor = new Thread(() -> left.complete(failure(() -> scene.signIn(answer))));
        visitor.start();
        there.await();
        visitor.interrupt();

        assertThat(left.get()).hasMessageContaining("interrupted");
        released.countDown();
    }

    private Scene exchangesAccessTokens() {
        scene.fake
                .http()
                .route(CHECK, call -> FakeHttp.Reply.of(200, Map.of("aud", "our-app", "sub", FakeProvider.ALICE)));
        return scene.with("token-check", "tokeninfo", "token-check-endpoint", scene.fake.issuer() + CHECK);
    }

    private Identity exchange() throws SocialException {
        return scene.show(new ProviderCredential.AccessToken(scene.fake.accessToken()));
    }
}
