package dev.sallyport.server.browser;

import com.microsoft.playwright.BrowserContext;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everything a browser complains about in the pages of a context: errors, warnings, and what the page's CSP forbade. */
final class Complaints {

    /** Not every browser's own report of a violation reaches the one who drives it, so the page writes its own. */
    private static final String REPORT_VIOLATIONS = """
            addEventListener("securitypolicyviolation", (event) =>
              console.error(`CSP ${event.violatedDirective} forbade ${event.blockedURI}`));
            """;

    private final List<String> heard = new CopyOnWriteArrayList<>();

    /** Hears the pages that open from now on. */
    static Complaints in(BrowserContext context) {
        Complaints complaints = new Complaints();
        context.addInitScript(REPORT_VIOLATIONS);
        context.onPage(page -> {
            page.onPageError(complaints.heard::add);
            page.onConsoleMessage(message -> {
                if (!message.type().equals("log") && !message.type().equals("info")) {
                    complaints.heard.add(message.type() + ": " + message.text());
                }
            });
        });
        return complaints;
    }

    List<String> heard() {
        return heard;
    }
}
