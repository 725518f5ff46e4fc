package dev.sallyport.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrictPageIT extends BrowserTest {

    @Test
    void theWholeTourRunsUnderTheServersOwnPolicyWithoutAComplaint() {
        Complaints complaints = Complaints.in(context);
        try (BrowserContext device = newContext()) {
            DemoTab elsewhere = DemoTab.signedIn(device, origin());
            DemoTab tab = DemoTab.signedIn(context, origin());
            tab.type("Ada", "on tour in " + engine);
            tab.save();
            endTheOtherSession(tab);
            assertThat(elsewhere.fetched("/api/profile")).startsWith("401");
            tab.part("sign-out-everywhere").click();
            tab.awaitSignedOut();
        }
        assertThat(complaints.heard()).isEmpty();
    }

    /** Also the proof that the tour would have heard a complaint. */
    @Test
    void injectedStyleAndScriptAreForbiddenAndHeardOf() {
        Complaints complaints = Complaints.in(context);
        DemoTab tab = DemoTab.open(context, origin());
        tab.page().evaluate("""
                        document.body.append(Object.assign(document.createElement("style"), { textContent: "p { color: red }" }));
                        try {
                          document.createElement("button").setAttribute("onclick", "globalThis.injected = true");
                        } catch (refusal) {
                          console.error(`refused: ${refusal}`);
                        }
                        """);
        for (String complaint : List.of("CSP style-src", "CSP require-trusted-types-for", "refused: TypeError")) {
            tab.page().waitForCondition(() -> complaints.heard().stream().anyMatch(text -> text.contains(complaint)));
        }
    }

    private static void endTheOtherSession(DemoTab tab) {
        Locator others = tab.part("sessions").locator("[data-current=false]");
        tab.part("reload-sessions").click();
        assertThat(others.first()).isVisible();
        // Other tests may have left sessions of the same user behind.
        for (int left = others.count(); left > 0; left--) {
            others.first().getByTestId("end-session").click();
            assertThat(others).hasCount(left - 1);
        }
    }

    private String origin() {
        return stage.server().at("localhost");
    }
}
