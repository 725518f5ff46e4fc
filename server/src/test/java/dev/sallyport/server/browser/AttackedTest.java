package dev.sallyport.server.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.NavigateOptions;
import com.microsoft.playwright.options.WaitUntilState;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A claim about what other sites can do. Third-party cookies are allowed and our own are those of production, so that
 * nothing is refused for the wrong reason.
 */
abstract class AttackedTest extends BrowserTest {

    private EvilServer evil;

    @BeforeEach
    void openEvilServer() throws IOException {
        evil = new EvilServer();
    }

    @AfterEach
    void closeEvilServer() {
        evil.close();
    }

    @Override
    BrowserContext newContext() {
        return stage.lenientContext(engine);
    }

    /** This one stays, so it forgets instead. */
    @Override
    @AfterEach
    void closeBrowser() {
        List<Page> pages = List.copyOf(context.pages());
        // Some browsers end with their last page.
        context.newPage();
        pages.forEach(Page::close);
        context.clearCookies();
    }

    RunningServer server() {
        return stage.server("--sallyport.cookie.secure=true");
    }

    String ours() {
        return server().at(Site.OURS);
    }

    /** Opens a page of an attacker, who may send the browser elsewhere before it has loaded. */
    Page visit(Site site, String html) {
        Page page = context.newPage();
        page.navigate(evil.serve(site, "/attack", html), new NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
        return page;
    }
}
