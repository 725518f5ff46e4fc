package dev.sallyport.server.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.sallyport.server.LocalProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A sign-in longer ago than is recent enough for changing who can get into an account. */
final class OldSignIn {

    private static final Duration LONG_AGO = Duration.ofMinutes(11);

    private OldSignIn() {}

    /** With two providers, and all places for the tokens. */
    static RunningServer server(Stage stage) {
        LocalProvider provider = LocalProvider.shared();
        List<String> options = new ArrayList<>(provider.properties("local", "Local provider"));
        options.addAll(provider.properties("other", "Other provider"));
        options.add("--sallyport.transports=cookie,memory,header");
        return stage.server(options.toArray(String[]::new));
    }

    /** Somebody who came by a provider and has no password here. */
    static DemoTab newcomer(BrowserContext context, RunningServer server, String subject) {
        Page page = context.newPage();
        page.navigate(server.at(Site.OURS) + "/auth/social/local/start?returnTo=/");
        ProviderTab.in(page).signIn(subject, "{\"preferred_username\": \"%s\"}".formatted(subject));
        DemoTab tab = new DemoTab(page);
        tab.awaitSignedIn();
        return tab;
    }

    /** Nobody waits: the sessions' rows are made older, and the next refresh brings tokens that say so. */
    static void in(DemoTab tab, RunningServer server) {
        server.age(LONG_AGO);
        int refreshes = tab.refreshes();
        tab.part("renew").click();
        tab.awaitRefreshes(refreshes + 1);
    }
}
