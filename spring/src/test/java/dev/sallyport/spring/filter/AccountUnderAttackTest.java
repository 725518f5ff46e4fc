package dev.sallyport.spring.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Accounts;
import dev.sallyport.Keys;
import dev.sallyport.Sallyport;
import dev.sallyport.config.SallyportConfig;
import dev.sallyport.key.HmacKey;
import dev.sallyport.session.InMemoryFailureStore;
import dev.sallyport.session.InMemorySessionStore;
import dev.sallyport.spring.HostileApplication;
import dev.sallyport.spring.limit.PasswordThrottle;
import dev.sallyport.spring.limit.ProviderThrottle;
import dev.sallyport.spring.limit.SignInQueue;
import dev.sallyport.spring.observation.EndpointObservations;
import dev.sallyport.spring.observation.GateCounts;
import dev.sallyport.web.Reply;
import dev.sallyport.web.Reply.Header;
import dev.sallyport.web.Request;
import dev.sallyport.web.SetCookie;
import io.micrometer.observation.ObservationRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

/** Strangers guess at alice's password, through the endpoints and at a clock that stands still. */
class AccountUnderAttackTest {

    private static final String RIGHT = "wonderland";
    private static final Clock STILL = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    private final SallyportConfig config = SallyportConfig.defaults(true);
    private final Accounts accounts = new HostileApplication.OnlyAlice();
    private final InMemorySessionStore sessions = new InMemorySessionStore();
    private final InMemoryFailureStore failures = new InMemoryFailureStore();
    private final HmacKey key = HmacKey.random();
    private AuthEndpoints endpoints = process();

    @Test
    void rule34_aThousandWrongPasswordsFromAHundredAddressesAndTheOwnerSignsIn() {
        Visitor owner = new Visitor("203.0.113.1");
        assertThat(owner.signIn("alice", RIGHT).status()).isEqualTo(200);
        owner.call("POST", "/auth/logout", "");

        Map<Integer, Long> statuses = guess("alice", 1000);

        assertThat(statuses).isEqualTo(Map.of(401, 60L, 429, 940L));
        assertThat(owner.signIn("alice", RIGHT).status()).isEqualTo(200);
    }

    @Test
    void rule34_withoutAKnownBrowserTheOwnerIsToldWhenToComeBack() {
        guess("alice", 1000);
        Reply refused = new Visitor("203.0.113.1").signIn("alice", RIGHT);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers()).extracting(Header::name).contains("Retry-After");
        assertThat(refused.cookies()).isEmpty();
    }

    @Test
    void rule34_aRestartForgetsNoFailureInARowAndNoBrowser() {
        Visitor owner = new Visitor("203.0.113.1");
        owner.signIn("alice", RIGHT);
        guess("alice", 1000);
        endpoints = process();

        assertThat(guess("alice", 1000)).isEqualTo(Map.of(401, 40L, 429, 960L));
        endpoints = process();
        assertThat(guess("alice", 1000)).isEqualTo(Map.of(429, 1000L));
        assertThat(owner.signIn("alice", RIGHT).status()).isEqualTo(200);
    }

    @Test
    void rule34_spellingsOfOneNameShareItsAllowances() {
        guess("alice", 1000);

        for (String spelling : List.of(" ALICE ", "Alice", "\uff41lice")) {
            assertThat(new Visitor("203.0.113.1").signIn(spelling, "guess").status())
                    .as(spelling)
                    .isEqualTo(429);
        }
    }

    @Test
    void rule34_aNameThatNobodyHasIsCountedAlike() {
        assertThat(guess("nobody", 1000)).isEqualTo(guess("alice", 1000));
    }

    @Test
    void aBrowserKnownAtOneAccountIsAStrangerAtAnother() {
        Visitor mallory = new Visitor("203.0.113.1");
        mallory.signIn("alice", RIGHT);
        guess("bob", 1000);

        assertThat(mallory.signIn("bob", "guess").status()).isEqualTo(429);
    }

    private AuthEndpoints process() {
        Sallyport gate = Sallyport.builder(config, Keys.of(key), sessions, accounts, STILL)
                .build();
        return new AuthEndpoints(
                gate,
                new SignInQueue(accounts, 1, 2, SignInQueue.PATIENCE),
                new PasswordThrottle(failures, key, accounts, STILL),
                new ProviderThrottle(STILL),
                new EndpointObservations(ObservationRegistry.NOOP, new GateCounts()),
                config);
    }

    /** How often which status was answered to as many guesses from a hundred addresses in turn. */
    private Map<Integer, Long> guess(String name, int times) {
        return IntStream.range(0, times)
                .mapToObj(guess -> new Visitor("198.51.100." + guess % 100).signIn(name, "guess"))
                .collect(Collectors.groupingBy(Reply::status, Collectors.counting()));
    }

    /** Somebody's browser with our page open. */
    private final class Visitor {

        private final String address;
        private final Map<String, String> cookies = new LinkedHashMap<>();

        Visitor(String address) {
            this.address = address;
        }

        Reply signIn(String name, String password) {
            call("GET", "/auth/session", "");
            return call("POST", "/auth/login", "{\"username\":\"" + name + "\",\"password\":\"" + password + "\"}");
        }

        Reply call(String method, String path, String body) {
            MockHttpServletRequest servlet = new MockHttpServletRequest(method, path);
            servlet.setContent(body.getBytes(StandardCharsets.UTF_8));
            Reply reply = endpoints.answer(
                    new Request(method, path, "https://app.example.com", address, name -> field(name, servlet)),
                    servlet);
            reply.cookies().forEach(this::keep);
            return reply;
        }

        private List<String> field(String name, MockHttpServletRequest servlet) {
            return switch (name) {
                case "Content-Type" -> List.of("application/json");
                case "Content-Length" -> List.of(Integer.toString(servlet.getContentLength()));
                case "Sec-Fetch-Site" -> List.of("same-origin");
                case "X-XSRF-TOKEN" -> List.of(cookies.getOrDefault("XSRF-TOKEN", ""));
                case "Cookie" ->
                    cookies.isEmpty()
                            ? List.of()
                            : List.of(cookies.entrySet().stream()
                                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                    .collect(Collectors.joining("; ")));
                default -> List.of();
            };
        }

        private void keep(SetCookie cookie) {
            if (cookie.value().isEmpty()) {
                cookies.remove(cookie.name());
            } else {
                cookies.put(cookie.name(), cookie.value());
            }
        }
    }
}
