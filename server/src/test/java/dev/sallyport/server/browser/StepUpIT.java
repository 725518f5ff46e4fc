package dev.sallyport.server.browser;

import static dev.sallyport.server.browser.DecidedBy.Side.PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** An act that wants a recent sign-in gets one, and is then done. */
@DecidedBy(value = PAGE, because = "our client asks once and repeats the requests")
class StepUpIT extends TabsTest {

    private static final String WITH_A_HOOK = """
            password => {
              globalThis.asked = 0;
              globalThis.client = Sallyport.createClient({
                stepUp: (error) => {
                  asked += 1;
                  return { username: "demo", password: error ? password : "mistyped" };
                },
              });
            }
            """;

    private static final String TRANSFER = """
            () => Promise.all([1, 2].map(() => client.fetch("/api/profile", {
              method: "POST",
              headers: { "Content-Type": "application/json" },
              body: JSON.stringify({ displayName: "Ada", bio: "stepped up" }),
            }).then(({ status }) => status)))
            """;

    @Test
    void thePersonIsAskedOnceMoreAndBothRequestsGoThroughWithTheirBodies() {
        Page page = openSignedIn().page();
        AtomicInteger refused = new AtomicInteger();
        // As an application answers that wants more than the gate does; all that follows is real.
        page.route("**/api/profile", route -> {
            if (refused.getAndIncrement() < 2) {
                refuse(route);
            } else {
                route.resume();
            }
        });
        page.evaluate(WITH_A_HOOK, RunningServer.PASSWORD);

        assertThat(page.evaluate(TRANSFER)).isEqualTo(List.of(200, 200));
        assertThat(page.evaluate("asked")).isEqualTo(2);
        assertThat(page.evaluate("() => client.fetch('/api/profile').then(answer => answer.json()).then(it => it.bio)"))
                .isEqualTo("stepped up");
    }

    private static void refuse(Route route) {
        route.fulfill(new Route.FulfillOptions()
                .setStatus(401)
                .setHeaders(Map.of("Content-Type", "application/problem+json"))
                .setBody("{\"code\":\"insufficient_user_authentication\"}"));
    }
}
