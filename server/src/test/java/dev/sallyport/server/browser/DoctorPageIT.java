package dev.sallyport.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.sallyport.server.browser.DecidedBy.Side.BROWSER;
import static dev.sallyport.server.browser.DecidedBy.Side.PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@DecidedBy(value = PAGE, because = "the checks are our script's")
class DoctorPageIT extends BrowserTest {

    private static final Pattern DONE = Pattern.compile("fine\\.$");

    private Page page;

    @Test
    void onTheServerAsItComesEveryCheckIsFineForAVisitorAndForSomebodySignedIn() {
        Complaints complaints = Complaints.in(context);
        open(stage.server().at("localhost"));
        assertThat(summary()).hasText("All 9 checks are fine.");

        DemoTab.signedIn(context, stage.server().at("localhost"));
        page.locator("#again").click();

        assertThat(check("session")).containsText("Somebody is signed in here, by cookie.");
        assertThat(summary()).hasText("All 9 checks are fine.");
        assertThat(complaints.heard()).isEmpty();
        assertThat((String) page.evaluate("document.cookie")).doesNotContain("probe");
    }

    @Test
    @DecidedBy(value = BROWSER, because = "each browser has rules of its own for such cookies")
    void secureCookiesWithPrefixesAreTriedOutAsTheyAre() {
        open(stage.server("--sallyport.cookie.secure=true").at("localhost"));

        assertThat(summary()).hasText("All 9 checks are fine.");
        assertThat(check("cookies")).containsText("__Host-Http-access-probe");
    }

    @Test
    void aServerThatTakesItselfForAnotherIsToldItsAddress() {
        String here = misconfigured();

        assertThat(mark("address")).isEqualTo("broken");
        assertThat(check("address"))
                .containsText("takes itself for https://app.example.com: sallyport.public-origin says so");
        assertThat(check("address").locator("pre")).hasText("sallyport.public-origin=" + here);
    }

    @Test
    void aCookieThatWasTossedInIsNamed() {
        open(stage.server().at("localhost"));
        page.evaluate("document.cookie = 'XSRF-TOKEN=tossed; path=/auth'");
        page.locator("#again").click();

        assertThat(check("twice").locator(".mark")).containsText("broken");
        assertThat(check("twice")).containsText("XSRF-TOKEN came twice");
    }

    @Test
    void theOriginOfAnotherPageIsJudgedByTheRealPolicies() {
        open(stage.server("--sallyport.cors.allowed-origins=http://localhost:5173")
                .at("localhost"));

        tryOther("http://localhost:5173");
        assertThat(check("other").locator(".mark")).containsText("fine");
        assertThat(check("other-site").locator(".mark")).containsText("fine");
        assertThat(page.locator("#snippet pre")).containsText("credentials: \"include\"");
        tryOther("https://spa.example.net");
        assertThat(check("other").locator("pre")).hasText("sallyport.cors.allowed-origins=https://spa.example.net");
        tryOther("<img src=x onerror=alert(1)>");
        assertThat(check("other")).containsText("not an origin");
        assertThat(page.locator("#other-checks img")).hasCount(0);
    }

    private String misconfigured() {
        String here = stage.server("--sallyport.public-origin=https://app.example.com")
                .at("localhost");
        open(here);
        return here;
    }

    private void tryOther(String origin) {
        page.getByLabel("Origin of that page").fill(origin);
        page.getByLabel("Origin of that page").press("Enter");
        assertThat(check("other")).isVisible();
    }

    private void open(String origin) {
        page = context.newPage();
        page.navigate(origin + "/auth/doctor");
        assertThat(summary()).hasText(DONE);
    }

    private Locator summary() {
        return page.getByTestId("summary");
    }

    private Locator check(String id) {
        return page.getByTestId(id);
    }

    private String mark(String id) {
        return check(id).getAttribute("data-mark");
    }
}
