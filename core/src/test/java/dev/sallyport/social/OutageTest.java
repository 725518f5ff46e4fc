package dev.sallyport.social;

import static dev.sallyport.social.Scene.failure;
import static dev.sallyport.social.Scene.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.social.FakeHttp.Fault;
import dev.sallyport.social.SocialException.Failure;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Providers that are down, slow or out of their mind: what they cost us. */
@Timeout(60)
class OutageTest {

    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void whatever_the_token_endpoint_does_wrong_is_not_held_against_the_code(Fault fault) throws SocialException {
        Map<String, String> answer = scene.answer();
        scene.fake.misbehave(FakeProvider.TOKEN, fault);

        Instant start = Instant.now();
        assertThat(failureOf(() -> scene.signIn(answer))).isEqualTo(Failure.UNAVAILABLE);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(7));
        assertThat(scene.fake.http().calls("/elsewhere")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"PAGE", "FORBIDDEN_PAGE", "ERROR_500", "GARBAGE", "HUGE", "REDIRECT"})
    void whatever_discovery_does_wrong(Fault fault) {
        scene.fake.misbehave(FakeProvider.DISCOVERY, fault);

        assertThat(failureOf(scene::request)).isEqualTo(Failure.UNAVAILABLE);
    }

    @Test
    void nobody_at_home() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        scene.with("issuer", "http://127.0.0.1:" + port);

        assertThat(failureOf(scene::request)).isEqualTo(Failure.UNAVAILABLE);
    }

    @Test
    void a_provider_that_is_silent_again_and_again_is_left_alone_for_a_while() throws SocialException {
        Map<String, String> answer = scene.answer();
        scene.fake.misbehave(FakeProvider.TOKEN, Fault.HANG_UP);
        for (int i = 0; i < 20; i++) {
            assertThat(failureOf(() -> scene.signIn(answer))).isEqualTo(Failure.UNAVAILABLE);
        }

        int asked = scene.fake.http().calls(FakeProvider.TOKEN).size();
        assertThat(asked).isBetween(9, 10);
        SocialException spared = failure(() -> scene.signIn(answer));
        assertThat(spared).hasMessageContaining("not asked");
        assertThat(spared.retryAfter()).contains(Duration.ofSeconds(10));

        scene.fake.misbehave(FakeProvider.TOKEN, Fault.NONE);
        scene.time.advance(Duration.ofSeconds(11));
        assertThat(scene.signIn(answer).subject()).isEqualTo(FakeProvider.ALICE);
    }

    @Test
    void how_long_a_provider_asks_to_be_left_alone_is_passed_on() throws SocialException {
        Map<String, String> answer = scene.answer();
        scene.fake.misbehave(FakeProvider.TOKEN, Fault.RATE_LIMITED);

        assertThat(failure(() -> scene.signIn(answer)).retryAfter()).contains(Duration.ofSeconds(37));
    }

    @Test
    void a_failed_discovery_is_remembered() {
        scene.fake.misbehave(FakeProvider.DISCOVERY, Fault.ERROR_500);
        assertThat(failure(scene::request).retryAfter()).contains(Duration.ofSeconds(5));
        assertThat(failure(scene::request).retryAfter()).contains(Duration.ofSeconds(5));
        assertThat(asked()).isEqualTo(1);

        scene.time.advance(Duration.ofSeconds(5));
        assertThat(failure(scene::request).retryAfter()).contains(Duration.ofSeconds(10));
        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void refusals_do_not_make_a_provider_look_broken() throws SocialException {
        Map<String, String> answer = scene.answer();
        Map<String, String> forged = new java.util.HashMap<>(answer);
        forged.put("code", "made-up");
        for (int i = 0; i < 30; i++) {
            assertThat(failureOf(() -> scene.signIn(forged))).isEqualTo(Failure.REJECTED);
        }

        assertThat(scene.signIn(answer).subject()).isEqualTo(FakeProvider.ALICE);
    }

    @Test
    void metadata_are_asked_for_once_an_hour_and_kept_as_long_as_the_provider_is_down() throws SocialException {
        scene.request();
        scene.request();
        assertThat(asked()).isEqualTo(1);

        scene.time.advance(Duration.ofMinutes(61));
        scene.request();
        assertThat(asked()).isEqualTo(2);

        scene.fake.misbehave(FakeProvider.DISCOVERY, Fault.ERROR_500);
        scene.time.advance(Duration.ofMinutes(61));
        scene.request();
        scene.request();
        assertThat(asked()).isEqualTo(3);
    }

    @Test
    void a_crowd_asks_for_the_metadata_once_and_waits_once_for_a_slow_provider() throws Exception {
        scene.fake.misbehave(FakeProvider.DISCOVERY, Fault.SLOW);
        Instant start = Instant.now();
        List<Failure> failures = inParallel(20, () -> failureOf(scene::request));

        assertThat(failures).containsOnly(Failure.UNAVAILABLE);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(9));
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void one_provider_that_is_down_does_not_hold_up_another() throws SocialException {
        try (FakeProvider other = new FakeProvider(scene.time)) {
            Provider second = Provider.read("other", other.settings());
            Providers both = new Providers(List.of(scene.provider, second), scene.time);
            scene.fake.misbehave(FakeProvider.DISCOVERY, Fault.ERROR_500);
            for (int i = 0; i < 20; i++) {
                failure(() -> both.authorizationRequest(scene.provider, Scene.FLOW));
            }

            assertThat(both.authorizationRequest(second, Scene.FLOW)).hasScheme("http");
            assertThat(both.all()).containsExactly(scene.provider, second);
            assertThat(both.named("other")).contains(second);
        }
    }

    @Test
    void the_application_can_end_while_a_client_lives() throws SocialException {
        scene.signIn();

        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("HttpClient")))
                .isNotEmpty()
                .allMatch(Thread::isDaemon);
    }

    @Test
    void without_providers_there_is_nothing() {
        Providers none = new Providers(List.of(), Clock.systemUTC());

        assertThat(none.all()).isEmpty();
        assertThat(none.named("google")).isEmpty();
    }

    private int asked() {
        return scene.fake.http().calls(FakeProvider.DISCOVERY).size();
    }

    private static <T> List<T> inParallel(int count, Callable<T> task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> done : threads.invokeAll(java.util.Collections.nCopies(count, task))) {
                results.add(done.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
