package dev.sallyport.server.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** One tab with nothing but the client in it. */
final class ClientTab {

    private static final double PATIENCE_MS = 60_000;

    private final Page page;

    private ClientTab(Page page) {
        this.page = page;
    }

    static ClientTab open(BrowserContext context, String origin) {
        return open(context, origin, "cookie");
    }

    /** Once it knows who is signed in. */
    static ClientTab open(BrowserContext context, String origin, String transport) {
        ClientTab tab = new ClientTab(context.newPage());
        tab.page.navigate(origin + TabPage.PATH + "#" + transport);
        tab.awaitReady();
        return tab;
    }

    void reload() {
        page.reload();
        awaitReady();
    }

    private void awaitReady() {
        page.evaluate("() => client.ready.then(() => undefined)");
    }

    Page page() {
        return page;
    }

    void signIn() {
        page.evaluate(
                "password => client.signIn({ username: 'demo', password }).then(() => undefined)",
                RunningServer.PASSWORD);
    }

    void signOut() {
        page.evaluate("() => client.signOut()");
    }

    /** Sends a request as the page would, and gives the status of its answer or the code of what went wrong. */
    String ask() {
        return (String) page.evaluate("() => ask()");
    }

    /** Sends a request and leaves its answer for {@link #asked}. */
    void startAsking() {
        page.evaluate("() => { globalThis.asked = ask(); }");
    }

    /** Has every tab of this browser send a request, all of them at once. */
    void haveAllAsk() {
        page.evaluate("() => fire()");
    }

    String asked() {
        return (String) page.evaluate("() => asked");
    }

    /** Goes behind another tab. */
    void hide() {
        page.evaluate("() => become(false)");
    }

    void show() {
        page.evaluate("() => become(true)");
    }

    boolean isSignedIn() {
        return (boolean) page.evaluate("() => client.current?.authenticated === true");
    }

    /** Every end of a session that this tab was told of, with {@code here} where it had asked for it. */
    @SuppressWarnings("unchecked")
    List<String> ends() {
        return (List<String>) page.evaluate("() => ends");
    }

    /** How often this tab was told who is signed in. */
    int changes() {
        return (int) page.evaluate("() => changes.length");
    }

    /** What the client believes. */
    double secondsLeft() {
        return ((Number) page.evaluate("() => client.expiresInSeconds() ?? -1")).doubleValue();
    }

    /** Makes the computer's clock wrong, from now on by this much. */
    void clockError(Duration error) {
        page.evaluate("error => { globalThis.clockError = error; }", (double) error.toMillis());
    }

    /** How many seconds pass until it holds. */
    double secondsUntil(BooleanSupplier condition) {
        long start = System.nanoTime();
        page.waitForCondition(condition, new Page.WaitForConditionOptions().setTimeout(PATIENCE_MS));
        return (System.nanoTime() - start) / 1e9;
    }

    /** Lets the browser live on for a while. */
    void pass(Duration time) {
        page.waitForTimeout(time.toMillis());
    }

    void await(BooleanSupplier condition) {
        secondsUntil(condition);
    }

    /** Gone without a word, as by the task manager. */
    void kill() {
        page.close(new Page.CloseOptions().setRunBeforeUnload(false));
    }

    /** Gone as when its process dies, which leaves the tab itself there. */
    void crash() {
        RendererProcess.of(this).destroyForcibly();
    }
}
