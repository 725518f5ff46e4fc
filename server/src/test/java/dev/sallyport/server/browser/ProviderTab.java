package dev.sallyport.server.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.WaitForURLOptions;
import com.microsoft.playwright.options.WaitUntilState;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Pattern;

/** A tab or a window with the provider's sign-in form in it. */
final class ProviderTab {

    private static final Pattern FORM = Pattern.compile("/authorize\\?");

    private final Page page;

    private ProviderTab(Page page) {
        this.page = page;
    }

    /** Once the page is there. */
    static ProviderTab in(Page page) {
        page.waitForURL(FORM, new WaitForURLOptions().setWaitUntil(WaitUntilState.DOMCONTENTLOADED));
        return new ProviderTab(page);
    }

    Page page() {
        return page;
    }

    /** Fills the form in and is sent back, with the claims and the time, which is when they proved who they are. */
    void signIn(String subject, String claims) {
        String now = "{\"auth_time\": " + Instant.now().getEpochSecond() + (claims.equals("{}") ? "" : ", ");
        page.locator("[name=username]").fill(subject);
        page.locator("[name=claims]").fill(now + claims.substring(1));
        page.locator("[type=submit]").click();
    }

    void signIn(String subject) {
        signIn(subject, "{}");
    }

    /** What the button does that this provider's form lacks: sends the browser back without a code. */
    void cancel() {
        String back = parameter("redirect_uri") + "?error=access_denied&state=" + parameter("state");
        page.evaluate("back => location.assign(back)", back);
    }

    private String parameter(String name) {
        return Arrays.stream(URI.create(page.url()).getRawQuery().split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }
}
