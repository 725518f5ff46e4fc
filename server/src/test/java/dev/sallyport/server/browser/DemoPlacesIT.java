package dev.sallyport.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.sallyport.server.browser.DecidedBy.Side.BROWSER;
import static dev.sallyport.server.browser.DecidedBy.Side.PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo keeps its tokens in each of the three places, and what it says of them is what the browser does. */
@DecidedBy(value = PAGE, because = "the demo tells what our client does")
class DemoPlacesIT extends BrowserTest {

    private static final String ALL_PLACES = "--sallyport.transports=cookie,memory,header";

    private static final String IN_STORAGE =
            "JSON.stringify(Object.values(localStorage).concat(Object.values(sessionStorage)))";

    @ParameterizedTest
    @CsvSource({"cookie,cookie,cookie", "memory,memory,cookie", "header,header,header"})
    void theTokensAreWhereThePageSays(String place, String access, String refresh) {
        DemoTab tab = DemoTab.signedIn(context, origin(), place);

        assertThat(tab.part("where").locator("[data-token=access] [data-here]")).hasAttribute("data-here", access);
        assertThat(tab.part("where").locator("[data-token=refresh] [data-here]"))
                .hasAttribute("data-here", refresh);
        List<String> cookies =
                context.cookies().stream().map(cookie -> cookie.name).toList();
        assertThat(cookies.contains("access")).isEqualTo(access.equals("cookie"));
        assertThat(cookies.contains("refresh")).isEqualTo(refresh.equals("cookie"));
        assertThat(stored(tab).contains("accessToken")).isEqualTo(access.equals("header"));
        tab.save();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cookie", "memory", "header"})
    void aReloadAndAnotherTabFindTheSamePlace(String place) {
        DemoTab tab = DemoTab.signedIn(context, origin(), place);
        tab.page().reload();
        for (DemoTab one : List.of(tab, DemoTab.open(context, origin()))) {
            one.awaitSignedIn();
            assertThat(one.part("signed-in-view")).hasAttribute("data-place", place);
        }
    }

    @Test
    @DecidedBy(value = BROWSER, because = "storage and its events are the browser's")
    void aTabFollowsAnotherOneIntoLocalStorageAndOut() {
        DemoTab there = DemoTab.open(context, origin());
        there.awaitSignedOut();
        DemoTab here = DemoTab.signedIn(context, origin(), "header");
        there.awaitSignedIn();
        assertThat(there.part("signed-in-view")).hasAttribute("data-place", "header");
        here.signOut();
        there.awaitSignedOut();
        assertThat(there.part("notice")).containsText("signed out in another tab");
        assertThat(stored(there)).isEqualTo("[]");
    }

    @Test
    void anotherPlaceIsReachedThroughASignOut() {
        DemoTab tab = DemoTab.signedIn(context, origin());
        tab.part("move-memory").click();
        tab.awaitSignedOut();
        assertThat(tab.part("notice")).containsText("keeps to one place for life");
        assertThat(tab.part("place-memory")).isChecked();
        assertThat(tab.part("username")).hasValue("demo");
        tab.part("password").fill(RunningServer.PASSWORD);
        tab.part("sign-in").click();
        assertThat(tab.part("signed-in-view")).hasAttribute("data-place", "memory");
    }

    @Test
    void aServerThatAllowsOnlyTheCookieSaysHowToAllowMore() {
        DemoTab tab = DemoTab.open(context, stage.server().at("localhost"));
        tab.part("place-header").check();
        tab.part("username").fill("demo");
        tab.part("password").fill(RunningServer.PASSWORD);
        tab.part("sign-in").click();
        assertThat(tab.part("sign-in-error")).containsText(ALL_PLACES);
        tab.part("take-cookie").click();
        tab.part("sign-in").click();
        assertThat(tab.part("signed-in-view")).hasAttribute("data-place", "cookie");
    }

    /** In the order of the page: read, listened, asked for fresh ones, acted here, used elsewhere. */
    @ParameterizedTest
    @CsvSource({
        "cookie,false false false true false,took nothing home",
        "memory,false true true true true,an access token",
        "header,true true true true true,carried off everything"
    })
    void injectedScriptTakesWhatThePlaceGivesAway(String place, String taken, String verdict) {
        DemoTab tab = DemoTab.signedIn(context, origin(), place);
        tab.part("attack").click();
        assertThat(tab.part("loot-verdict")).containsText(verdict);
        List<String> rows = tab.part("loot").locator("tbody tr").all().stream()
                .map(row -> row.getAttribute("data-taken"))
                .toList();
        assertThat(String.join(" ", rows)).isEqualTo(taken);
        assertThat(tab.page().evaluate("`${fetch} ${Headers.prototype.set}`.match(/native code/g).length"))
                .as("its hooks are gone")
                .isEqualTo(2);
        tab.part("renew").click();
        assertThat(tab.part("family")).containsText("is current");
        tab.save();
    }

    @Test
    void whatIsStolenFromLocalStorageWorksOnAnotherComputer() throws Exception {
        DemoTab tab = DemoTab.signedIn(context, origin(), "header");
        String token = (String) tab.page().evaluate("JSON.parse(Object.values(localStorage)[0]).accessToken");
        var request = HttpRequest.newBuilder(URI.create(origin() + "/api/profile"))
                .header("Authorization", "Bearer " + token)
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void eachWrongRequestLeavesItsDoorClosed() {
        DemoTab tab = DemoTab.signedIn(context, origin());
        assertThat(doorsAfter(tab, "send-good", "200")).isEqualTo("open open");
        assertThat(doorsAfter(tab, "send-no-token", "403")).isEqualTo("open closed");
        assertThat(doorsAfter(tab, "send-wrong-token", "403")).isEqualTo("open closed");
        assertThat(doorsAfter(tab, "send-no-cookies", "401")).startsWith("closed");
        assertThat(tab.part("signed-in-view")).isVisible();
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "header"})
    void inHeaderFormThereIsOneDoor(String place) {
        DemoTab tab = DemoTab.signedIn(context, origin(), place);
        assertThat(doorsAfter(tab, "send-good", "200")).isEqualTo("open unneeded");
        assertThat(doorsAfter(tab, "send-wrong-header", "401")).isEqualTo("closed unneeded");
        assertThat(doorsAfter(tab, "send-no-header", "40[13]")).contains("closed");
        assertThat(tab.part("signed-in-view")).isVisible();
    }

    @Test
    void withinItsGraceAnOldRefreshTokenEarnsTheSameSuccessor() {
        DemoTab tab = DemoTab.signedIn(context, origin(), "header");
        tab.part("renew").click();
        assertThat(tab.part("family")).containsText("Generation 2 is current");
        tab.part("replay-previous").click();
        assertThat(tab.part("rotation-status")).containsText("the very same successor");
        tab.save();
    }

    @Test
    void beyondItTheWholeFamilyEndsAndThePageSaysSo() throws Exception {
        DemoTab tab = DemoTab.signedIn(
                context,
                stage.server(ALL_PLACES, "--sallyport.refresh-token.grace=0s").at("localhost"),
                "header");
        tab.part("renew").click();
        assertThat(tab.part("family")).containsText("Generation 2 is current");
        tab.part("replay-previous").click();
        tab.awaitSignedOut();
        assertThat(tab.part("notice")).containsText("An old refresh token was used again");
    }

    private static String doorsAfter(DemoTab tab, String attempt, String status) {
        tab.part(attempt).click();
        Locator latest = tab.part("requests").locator("li").first();
        assertThat(latest).containsText(Pattern.compile("POST /api/profile " + status));
        return latest.getAttribute("data-first") + " " + latest.getAttribute("data-second");
    }

    private static String stored(DemoTab tab) {
        return (String) tab.page().evaluate(IN_STORAGE);
    }

    private String origin() {
        return stage.server(ALL_PLACES).at("localhost");
    }
}
