package dev.sallyport.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.sallyport.server.browser.AccessLog.Seen;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OtherSitesIT extends AttackedTest {

    private DemoTab tab;

    @BeforeEach
    void openTheVictimsTab() {
        tab = DemoTab.open(context, ours());
        tab.awaitSignedOut();
        tab.page()
                .evaluate(
                        "name => void (document.cookie = `${name}=1; SameSite=None; Secure; Path=/`)",
                        AccessLog.CONTROL_COOKIE);
    }

    @ParameterizedTest
    @EnumSource
    void whatAnotherSitesPageSendsForSomebodySignedInArrivesAndChangesNothing(Site site) {
        tab.signIn();
        Attack.onSomebodySignedIn().forEach(attack -> assertInVain(site, attack));
    }

    @ParameterizedTest
    @EnumSource
    void whatAnotherSitesPageSendsForAVisitorArrivesAndSignsNobodyIn(Site site) {
        Attack.onAVisitor().forEach(attack -> assertInVain(site, attack));
    }

    private void assertInVain(Site site, Attack attack) {
        String before = state();
        Seen arrived = run(site, attack);
        assertThat(state()).as("after %s: %s", attack, arrived).isEqualTo(before);
        assertThat(arrived.status()).as("%s", attack).isEqualTo(403);
        if (!attack.isPreflighted()) {
            assertThat(arrived.control())
                    .as("cookies are sent at all by %s", attack)
                    .isTrue();
            assertThat(arrived.signedIn())
                    .as("%s has the session's cookies", attack)
                    .isEqualTo(site == Site.SIBLING && !attack.isLogin());
        }
    }

    @Test
    void aLinkFromAnotherSiteArrivesAsAStrangersAndStillFindsThePersonSignedIn() {
        tab.signIn();
        int before = server().log().size();
        Page page = visit(Site.CROSS_SITE, "<!doctype html><a href='" + ours() + "/'>Have a look</a>");
        page.locator("a").click();
        Seen arrived = server().log().awaitAfter(before, it -> it.site().equals(Site.CROSS_SITE.fetchSite()));
        assertThat(arrived.path()).isEqualTo("/");
        assertThat(arrived.control()).as("cookies are sent at all").isTrue();
        assertThat(arrived.signedIn()).isFalse();
        new DemoTab(page).awaitSignedIn();
    }

    @Test
    void aLinkToTheSessionAnswerLeavesATabThatReadsTheCookieItsToken() {
        tab.signIn();
        int before = server().log().size();
        Page page = visit(Site.CROSS_SITE, "<!doctype html><a href='" + ours() + "/auth/session'>Have a look</a>");
        page.locator("a").click();
        Seen arrived = server().log()
                .awaitAfter(
                        before,
                        it -> it.path().equals("/auth/session") && it.site().equals(Site.CROSS_SITE.fetchSite()));
        assertThat(arrived.signedIn()).isFalse();
        page.waitForLoadState();

        assertThat(postedWithTheFirstToken()).startsWith("200 ");
    }

    @Test
    void besideATokenThatASiblingPlantedTheClientWorksAndOthersAreToldWhyTheyDoNot() {
        context.clearCookies();
        visit(
                        Site.SIBLING,
                        "<!doctype html><script>document.cookie = 'XSRF-TOKEN=planted; Domain=" + Site.OURS
                                + "; Path=/; Secure'; document.title = document.cookie</script>")
                .waitForFunction("document.title.includes('planted')");
        tab = DemoTab.open(context, ours());
        tab.awaitSignedOut();
        tab.signIn();
        tab.type("Ada", "beside a planted cookie in " + engine);
        tab.save();

        assertThat(postedWithTheFirstToken())
                .startsWith("403 ")
                .contains("csrf_mismatch", "The cookie XSRF-TOKEN came twice", "sallyport.csrf.cookie-name");
    }

    /** What a page is answered that finds its token as axios does by itself. */
    private String postedWithTheFirstToken() {
        return (String) tab.page().evaluate("""
                () => fetch("/api/profile", {
                  method: "POST",
                  headers: {
                    "Content-Type": "application/json",
                    "X-XSRF-TOKEN": document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]*)/)[1],
                  },
                  body: "{}",
                }).then(async answer => `${answer.status} ${await answer.text()}`)
                """);
    }

    private Seen run(Site site, Attack attack) {
        int before = server().log().size();
        Page page = visit(site, attack.page(ours()));
        Seen arrived = server().log()
                .awaitAfter(
                        before,
                        it -> it.path().equals(attack.path())
                                && it.method().equals(attack.method())
                                && it.site().equals(site.fetchSite()));
        page.close();
        return arrived;
    }

    /** What the server says of the victim: nobody, or the profile. */
    private String state() {
        String session = tab.fetched("/auth/session");
        return session.contains("\"authenticated\":true") ? tab.fetched("/api/profile") : "a visitor";
    }
}
