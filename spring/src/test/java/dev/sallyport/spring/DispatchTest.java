package dev.sallyport.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import dev.sallyport.spring.DispatchScene.Chain;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever becomes of a request that was let in, it is answered as it would be without Spring Security. */
class DispatchTest {

    private static final String TIMESTAMP = "\"timestamp\":\"[^\"]*\"";
    private static final List<String> OUTCOMES = List.of(
            "plain",
            "callable",
            "task",
            "deferred",
            "future",
            "events",
            "events-that-fail",
            "stream",
            "stream-that-fails",
            "exception",
            "status",
            "send-error",
            "nothing-here",
            "body",
            "forward",
            "include",
            "callable-that-fails",
            "callable-refused",
            "future-that-fails",
            "timeout",
            "timeout-with-an-answer");
    private static final Map<String, String> DISPATCHES = Map.of(
            "plain", "REQUEST",
            "callable", "ASYNC",
            "exception", "ERROR",
            "nothing-here", "ERROR",
            "forward", "FORWARD",
            "include", "INCLUDE");

    private static final Map<Chain, DispatchScene> SCENES = new EnumMap<>(Chain.class);
    private static final Map<String, String> WITHOUT_SPRING_SECURITY = new HashMap<>();

    @BeforeAll
    static void start() {
        for (Chain chain : Chain.values()) {
            SCENES.put(chain, new DispatchScene(chain));
        }
    }

    @AfterAll
    static void stop() {
        SCENES.values().forEach(DispatchScene::close);
    }

    static Stream<Arguments> everyOutcomeBehindEveryChain() {
        return securedChains().flatMap(chain -> OUTCOMES.stream().map(outcome -> Arguments.of(outcome, chain)));
    }

    static Stream<Arguments> everyDispatchBehindEveryChain() {
        return securedChains()
                .flatMap(chain -> DISPATCHES.keySet().stream()
                        .sorted()
                        .map(outcome -> Arguments.of(outcome, chain, DISPATCHES.get(outcome))));
    }

    private static Stream<Chain> securedChains() {
        return Arrays.stream(Chain.values()).filter(chain -> chain != Chain.NONE);
    }

    @ParameterizedTest(name = "{0} behind {1}")
    @MethodSource("everyOutcomeBehindEveryChain")
    void rule30_theAnswerIsTheSame(String outcome, Chain chain) {
        if (chain.opensSomething()) {
            assertSame("/open/" + outcome, false, chain);
        }
        assertSame("/open/" + outcome, true, chain);
        assertSame("/closed/" + outcome, true, chain);
    }

    @ParameterizedTest(name = "{0} behind {1}: {2}")
    @MethodSource("everyDispatchBehindEveryChain")
    void rule30_theCallerIsThereForEveryDispatch(String outcome, Chain chain, String dispatch) throws Exception {
        DispatchScene scene = SCENES.get(chain);
        HttpBrowser browser = scene.browser(true);
        scene.ledger().clear();
        browser.get("/closed/" + outcome);

        List<String> seen = new ArrayList<>();
        while (seen.stream().noneMatch(line -> line.startsWith(dispatch))) {
            String line = scene.ledger().poll(20, TimeUnit.SECONDS);
            assertThat(line).as("no %s after %s", dispatch, seen).isNotNull();
            seen.add(line);
        }
        assertThat(seen).allMatch(line -> line.endsWith(" 1")).contains(dispatch + " 1");
    }

    @ParameterizedTest
    @EnumSource(
            value = Chain.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NONE", "NO_RULES"})
    void whatIsClosedStaysClosedToVisitorsAndSoIsTheErrorPage(Chain chain) {
        for (String path : List.of("/closed/plain", "/closed/nothing-here", "/closed/callable", "/error")) {
            assertThat(answer(SCENES.get(chain).browser(false), path))
                    .as(path)
                    .startsWith("401")
                    .contains("access_missing");
        }
    }

    private static void assertSame(String path, boolean signedIn, Chain chain) {
        String what = "%s of %s".formatted(path, signedIn ? "a caller" : "a visitor");
        String expected = WITHOUT_SPRING_SECURITY.computeIfAbsent(
                what, unknown -> answer(SCENES.get(Chain.NONE).browser(signedIn), path));

        assertThat(answer(SCENES.get(chain).browser(signedIn), path)).as(what).isEqualTo(expected);
    }

    private static String answer(HttpBrowser browser, String path) {
        try {
            Answer answer = path.endsWith("/body")
                    ? browser.call("POST", path)
                            .json("{\"size\":\"no number\"}")
                            .send()
                    : browser.get(path);
            String type = answer.header("Content-Type").orElse("no type");
            return answer.status() + " " + type + " " + answer.body().replaceAll(TIMESTAMP, "\"timestamp\":\"\"");
        } catch (UncheckedIOException brokenOff) {
            return "broken off";
        }
    }
}
