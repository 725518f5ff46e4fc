package dev.sallyport.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.sallyport.server.browser.AccessLog.Seen;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A handshake is a GET that no preflight precedes: another site's page can make one, with cookies. */
class SocketHijackIT extends AttackedTest {

    private static final String OPEN = """
            target => {
              const socket = new WebSocket(target);
              globalThis.told = [];
              socket.onmessage = event => told.push("heard");
              socket.onclose = event => told.push(`closed ${event.code} ${event.reason}`);
            }
            """;

    private DemoTab tab;

    @BeforeEach
    void theVictimIsSignedIn() {
        tab = DemoTab.signedIn(context, ours());
        tab.page()
                .evaluate(
                        "name => void (document.cookie = `${name}=1; SameSite=None; Secure; Path=/`)",
                        AccessLog.CONTROL_COOKIE);
    }

    @ParameterizedTest
    @EnumSource
    void rule6_anotherSitesPageOpensNoSocket(Site site) {
        int before = server().log().size();
        Page attacker = visit(site, "<!doctype html><title>Free kittens</title>");
        attacker.evaluate(OPEN, socket());
        Seen arrived = server().log().awaitAfter(before, it -> it.path().equals("/api/live"));

        assertThat(arrived.status()).isEqualTo(403);
        assertThat(arrived.control()).as("cookies are sent at all").isTrue();
        assertThat(arrived.signedIn()).isEqualTo(site == Site.SIBLING);
        awaitTold(attacker, 1);
        assertThat(attacker.evaluate("() => told.join()")).isEqualTo("closed 1006 ");
    }

    @Test
    void ourOwnPagesSocketIsOpenForAsLongAsItsSession() {
        Page own = tab.page();
        own.evaluate(OPEN, socket());
        awaitTold(own, 1);
        tab.signOut();
        awaitTold(own, 2);

        assertThat(own.evaluate("() => told.join()")).isEqualTo("heard,closed 1008 session_ended");
    }

    /** Not by waitForFunction, which our own page's CSP rightly takes for eval. */
    private static void awaitTold(Page page, int count) {
        page.waitForCondition(() -> (int) page.evaluate("() => told.length") == count);
    }

    private String socket() {
        return ours().replace("http:", "ws:") + "/api/live";
    }
}
