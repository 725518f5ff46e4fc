package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static dev.sallyport.server.SocialVisitor.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may come back from a provider in place of the answer to the question asked: rule 24 of the threat model. */
class SocialCallbackIT {

    private final SocialVisitor ada = SocialVisitor.stranger();
    private final SocialVisitor mallory = SocialVisitor.stranger();
    private final HttpBrowser browser = ada.browser();

    @Test
    void rule24_anAnswerCountsOnce() {
        String back = ada.trip("local");
        HttpBrowser twin = browser.twin();
        assertThat(browser.get(back)).hasStatus(303);

        assertRefused(browser.get(back), 400, "state_mismatch");
        assertRefused(twin.get(back), 400, "state_mismatch");
    }

    @Test
    void rule24_nobodyIsSignedInByTheLinkOfSomebodyElsesTrip() {
        String trap = mallory.trip("local");

        assertRefused(browser.get(trap), 400, "state_mismatch");
        ada.start("local");
        assertRefused(browser.get(trap), 400, "state_mismatch");
        assertThat(ada.userId()).isEmpty();
        assertThat(mallory.browser().get(trap)).as("spent by none of it").hasStatus(303);
    }

    @Test
    void rule24_norIsAnybodySignedInAfreshByIt() {
        ada.signIn("local");
        String before = ada.userId();

        assertRefused(browser.get(mallory.trip("local")), 400, "state_mismatch");
        assertThat(ada.userId()).isEqualTo(before);
    }

    @Test
    void rule24_aCodeOfAnotherTripDoesNotFit() {
        String own = ada.trip("local");
        String stolen = mallory.trip("local");

        Answer refused = browser.get(own.replace(parameter(own, "code"), parameter(stolen, "code")));

        assertRefused(refused, 401, "credentials_rejected");
        assertThat(ada.userId()).isEmpty();
    }

    @Test
    void rule24_anAnswerOfOneProviderIsNotTakenForAnothers() {
        String back = ada.trip("local");

        assertRefused(browser.get(back.replace("/local/", "/other/")), 400, "state_mismatch");
        assertThat(ada.userId()).isEmpty();
    }

    @Test
    void rule24_anAnswerThatNamesAnotherIssuerIsRefused() {
        String issuer = SocialVisitor.PROVIDER.issuer("local");
        String wrong = ada.trip("local") + "&iss=" + LocalProvider.encoded(SocialVisitor.PROVIDER.issuer("other"));
        assertRefused(browser.get(wrong), 401, "credentials_rejected");
        assertThat(ada.userId()).isEmpty();

        assertThat(browser.get(ada.trip("local") + "&iss=" + LocalProvider.encoded(issuer)))
                .hasStatus(303);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "?code=abc", "?state=", "?code=abc&state=", "?code=abc&state=guess", "?error=access_denied"})
    void rule24_anAnswerToNoQuestionIsRefused(String query) {
        ada.start("local");

        assertRefused(browser.get("/auth/social/local/callback" + query), 400, "state_mismatch");
    }

    @Test
    void rule24_anAnswerWithoutACodeOrWithTwoStatesSignsNobodyIn() {
        String state = parameter(ada.start("local"), "state");
        assertThat(browser.get("/auth/social/local/callback?state=" + state)).isClientError();

        String back = ada.trip("local");
        assertThat(browser.get(back + "&state=" + state)).isClientError();
        assertThat(ada.userId()).isEmpty();
    }

    @Test
    void whoCancelsAtTheProviderIsToldSoAndMayStartAgain() {
        String state = parameter(ada.start("local"), "state");

        Answer refused = browser.get("/auth/social/local/callback?error=access_denied&state=" + state);

        assertRefused(refused, 403, "access_denied");
        assertThat(refused)
                .hasMembers(Map.of(
                        "provider",
                        "Local provider",
                        "returnTo",
                        "/",
                        "startAgain",
                        "/auth/social/local/start?returnTo=%2F"));
        assertThat(browser.get(refused.text("startAgain"))).hasStatus(303);
        assertThat(ada.signIn("local")).hasStatus(303);
    }

    @Test
    void aBrowserIsShownAPageInWordsAndAProgramAProblem() {
        String callback = "/auth/social/local/callback?error=access_denied&state=";
        String accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

        Answer page = browser.call("GET", callback + parameter(ada.start("local"), "state"))
                .header("Accept", accept)
                .send();
        Answer problem = browser.call("GET", callback + parameter(ada.start("local"), "state"))
                .header("Accept", "application/json")
                .send();

        assertThat(page).hasStatus(403).hasHeader("Cache-Control", "no-store").showsNoInnards();
        assertThat(page.header("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe-inline");
        assertThat(page.body()).contains("Start again", "/auth/social/local/start");
        assertRefused(problem, 403, "access_denied");
    }

    @Test
    void rule24_noWordOfTheAddressIsWrittenIntoThePage() {
        String injected = "%3Cscript%3Ealert(1)%3C/script%3E";
        Answer page = browser.call(
                        "GET",
                        "/auth/social/local/callback?error=" + injected + "&error_description=" + injected + "&state="
                                + parameter(ada.start("local"), "state"))
                .header("Accept", "text/html")
                .send();

        assertThat(page).isNotNull();
        assertThat(page.status()).isBetween(400, 499);
        assertThat(page.body()).doesNotContain("alert(1)");
    }

    @Test
    void twoTabsMayBeUnderwayAtOnceAndTheFirstOneBackSignsIn() {
        String here = ada.start("local");
        String there = ada.start("other");
        String elsewhere = ada.start("local");

        assertThat(browser.get(SocialVisitor.PROVIDER.signIn(there, ada.subject())))
                .hasStatus(303);
        String user = ada.userId();
        // What a visitor began ends with the visitor; the page that says so leads on, for somebody is signed in.
        assertRefused(browser.get(SocialVisitor.PROVIDER.signIn(here, ada.subject())), 400, "state_mismatch");
        assertRefused(browser.get(SocialVisitor.PROVIDER.signIn(elsewhere, ada.subject())), 400, "state_mismatch");

        assertThat(ada.userId()).isNotEmpty().isEqualTo(user);
    }

    @Test
    void aTripThatWasAbandonedDisturbsNoOther() {
        String first = ada.start("local");
        String abandoned = ada.start("local");
        String state = parameter(abandoned, "state");
        browser.get("/auth/social/local/callback?error=access_denied&state=" + state);

        assertThat(browser.get(SocialVisitor.PROVIDER.signIn(first, ada.subject())))
                .hasStatus(303);
        assertThat(ada.userId()).isNotEmpty();
    }

    @Test
    void noAnswerOfAProviderIsWrittenToTheLog() {
        String stolen = mallory.trip("local");
        String own = ada.trip("local");
        browser.get(stolen);
        browser.get(own);
        browser.get(own);
        String denied = parameter(ada.start("local"), "state");
        browser.get("/auth/social/local/callback?error=access_denied&state=" + denied);

        String log = String.join("\n", SocialVisitor.server().output());
        assertThat(log).as("the control").contains("access_denied");
        assertThat(log)
                .doesNotContain(List.of(
                        parameter(own, "code"),
                        parameter(own, "state"),
                        parameter(stolen, "code"),
                        parameter(stolen, "state"),
                        denied,
                        LocalProvider.SECRET));
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer).isRefusal(status, code).hasNoHeader("Location");
        assertThat(answer.cookies()).doesNotContainKeys("access", "refresh");
    }
}
