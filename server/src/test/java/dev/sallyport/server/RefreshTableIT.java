package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTableIT {

    private static final int TABS = 100;

    private final ServerProcess server = Launch.shared();

    @Test
    void theCurrentTokenIsRotated() {
        HttpBrowser browser = server.signedIn();
        Map<String, String> before = tokens(browser);

        assertThat(refresh(browser)).isOk();

        assertThat(tokens(browser))
                .allSatisfy((name, token) -> assertThat(token).isNotEqualTo(before.get(name)));
        assertThat(browser.get("/api/profile")).isOk();
    }

    @Test
    void thePreviousTokenEarnsTheSameSuccessorWithinTheGrace() {
        HttpBrowser browser = server.signedIn();
        HttpBrowser otherTab = browser.twin();

        assertThat(refresh(browser)).isOk();
        assertThat(refresh(otherTab)).isOk();

        assertThat(otherTab.cookie("refresh")).isEqualTo(browser.cookie("refresh"));
        assertThat(refresh(browser)).isOk();
    }

    @Test
    void thePreviousTokenIsStolenAfterTheGrace() {
        ServerProcess strict = Launch.shared("--sallyport.refresh-token.grace=1s");
        HttpBrowser browser = strict.signedIn();
        HttpBrowser thief = browser.twin();
        refresh(browser);

        Answer refused = await().until(() -> refresh(thief.twin()), answer -> answer.status() != 200);

        assertThat(refused).isRefusal(401, "refresh_reused").setsNoCookie();
        assertSessionIsOver(browser);
    }

    @Test
    void anOlderTokenIsStolenEvenWithinTheGrace() {
        HttpBrowser browser = server.signedIn();
        HttpBrowser thief = browser.twin();
        refresh(browser);
        refresh(browser);

        assertThat(refresh(thief)).isRefusal(401, "refresh_reused").setsNoCookie();
        assertSessionIsOver(browser);
    }

    @Test
    void aStolenTokenWithoutTheCsrfTokenEndsNothing() {
        HttpBrowser browser = server.signedIn();
        HttpBrowser thief = browser.twin();
        refresh(browser);
        refresh(browser);

        assertThat(thief.call("POST", "/auth/refresh").withoutCsrfToken().send())
                .isRefusal(403, "csrf_missing");
        assertThat(refresh(browser)).isOk();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "a.b",
                "AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void aTokenThatWasNeverOursIsUnknown(String madeUp) {
        HttpBrowser browser = server.browser().withCookie("refresh", madeUp);

        assertThat(refresh(browser)).isRefusal(401, "refresh_unknown").setsNoCookie();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void noTokenIsMissing(String empty) {
        assertThat(refresh(server.browser())).isRefusal(401, "refresh_missing").setsNoCookie();
        assertThat(refresh(server.browser().withCookie("refresh", empty)))
                .isRefusal(401, "refresh_missing")
                .setsNoCookie();
    }

    @Test
    void theTokenOfAnEndedSessionIsRefusedAsThat() {
        HttpBrowser browser = server.signedIn();
        HttpBrowser thief = browser.twin();
        browser.post("/auth/logout");

        assertThat(refresh(thief)).isRefusal(401, "session_revoked").setsNoCookie();
    }

    @Test
    void refreshWithoutTheCsrfTokenIsRefusedConsumesNothingAndClearsNothing() {
        HttpBrowser browser = server.signedIn();

        assertThat(browser.call("POST", "/auth/refresh").withoutCsrfToken().send())
                .isRefusal(403, "csrf_missing")
                .setsNoCookie();
        assertThat(browser.call("POST", "/auth/refresh")
                        .header("Sec-Fetch-Site", "cross-site")
                        .send())
                .isRefusal(403, "cross_site")
                .setsNoCookie();

        assertThat(browser.get("/api/profile")).isOk();
        assertThat(refresh(browser)).isOk();
    }

    @Test
    void aTokenInTheBodyIsNoWayAroundTheCookie() {
        HttpBrowser browser = server.signedIn();

        assertThat(browser.post(
                        "/auth/refresh",
                        Map.of("refreshToken", browser.cookie("refresh").orElseThrow())))
                .isRefusal(400, "transport_not_enabled")
                .setsNoCookie();
        assertThat(refresh(browser)).isOk();
    }

    @Test
    void aHundredTabsAtOnceAreGivenOneSuccessor() throws Exception {
        HttpBrowser browser = server.signedIn();
        List<HttpBrowser> tabs =
                IntStream.range(0, TABS).mapToObj(tab -> browser.twin()).toList();

        assertThat(allAtOnce(tabs)).allSatisfy(answer -> assertThat(answer).isOk());

        assertThat(tabs.stream().map(tab -> tab.cookie("refresh")).distinct()).hasSize(1);
        assertThat(refresh(tabs.get(0))).isOk();
    }

    private static List<Answer> allAtOnce(List<HttpBrowser> tabs) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tabs.size());
        try {
            List<Callable<Answer>> calls = tabs.stream()
                    .map(tab -> (Callable<Answer>) () -> refresh(tab))
                    .toList();
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }

    private static void assertSessionIsOver(HttpBrowser browser) {
        assertThat(refresh(browser)).isRefusal(401, "session_revoked").setsNoCookie();
        assertThat(browser.get("/api/profile")).isRefusal(401, "session_revoked");
    }

    private static Answer refresh(HttpBrowser browser) {
        return browser.post("/auth/refresh");
    }

    private static Map<String, String> tokens(HttpBrowser browser) {
        return Map.of(
                "access", browser.cookie("access").orElseThrow(),
                "refresh", browser.cookie("refresh").orElseThrow());
    }
}
