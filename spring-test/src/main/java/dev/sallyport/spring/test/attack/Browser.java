package dev.sallyport.spring.test.attack;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A browser in which the application's page is open, as far as the application can tell. It keeps the cookies that it is given. Its page
 * sends the CSRF token along, which it takes from a cookie, and may keep values of its own, as pages do in {@code localStorage}.
 */
public final class Browser {

    private final URI application;
    private final CsrfNames csrf;
    private final Map<String, Cookie> cookies = new LinkedHashMap<>();
    private final Map<String, String> kept = new LinkedHashMap<>();
    private final List<String> bodies = new ArrayList<>();

    /** The cookie whose value the application's page sends back, and the header field that takes it. */
    record CsrfNames(String cookie, String header) {}

    Browser(URI application, CsrfNames csrf) {
        this.application = application;
        this.csrf = csrf;
    }

    /** What the application's own page is answered. */
    public Answer get(String path) {
        return call("GET", path).send();
    }

    /** Has the application's own page send an object as JSON. */
    public Answer post(String path, Map<String, ?> json) {
        return call("POST", path).json(json).send();
    }

    /** Has the application's own page send a form. */
    public Answer postForm(String path, Map<String, ?> fields) {
        return call("POST", path).form(fields).send();
    }

    /** Has the application's page keep a value where its script reads it. Under {@code "Authorization"} it goes along with each request. */
    public void keep(String name, String value) {
        kept.put(name, value);
    }

    /** A value that the page keeps, or one that is empty. */
    public String kept(String name) {
        return kept.getOrDefault(name, "");
    }

    /** Another browser, with all that this one has: somebody else's, if it was carried off. */
    Browser copy() {
        Browser copy = new Browser(application, csrf);
        copy.cookies.putAll(cookies);
        copy.kept.putAll(kept);
        return copy;
    }

    /** A request of the application's own page. */
    Call call(String method, String path) {
        Call call = new Call(this, method, path).from(Page.OWN, cookies());
        Optional.ofNullable(kept.get("Authorization")).ifPresent(value -> call.field("Authorization", value));
        if (!Call.isSafe(method)) {
            Optional.ofNullable(cookies.get(csrf.cookie()))
                    .ifPresent(token -> call.field(csrf.header(), token.value()));
        }
        return call;
    }

    /** A request that another page has this browser send: by a form, or by a fetch with credentials. */
    Call forged(Page page, String method, String path) {
        boolean topLevelNavigation = method.equals("GET");
        return new Call(this, method, path)
                .from(
                        page,
                        cookies().stream()
                                .filter(cookie -> page.mayUse(cookie, topLevelNavigation))
                                .toList());
    }

    /** A request of somebody who knows the address and nothing else. */
    Call bare(String method, String path) {
        return new Call(new Browser(application, csrf), method, path);
    }

    URI application() {
        return application;
    }

    CsrfNames csrf() {
        return csrf;
    }

    List<Cookie> cookies() {
        return List.copyOf(cookies.values());
    }

    /** What the page's script keeps. */
    Map<String, String> kept() {
        return kept;
    }

    /** All that the page's script could read in answers. */
    List<String> bodies() {
        return bodies;
    }

    String cookieLine() {
        return Cookie.line(cookies());
    }

    Answer receive(Answer answer) {
        bodies.add(answer.body());
        for (String line : answer.headers().allValues("Set-Cookie")) {
            Cookie cookie = Cookie.parse(line);
            if (cookie.expired()) {
                cookies.remove(cookie.name());
            } else {
                cookies.put(cookie.name(), cookie);
            }
        }
        return answer;
    }

    @Override
    public String toString() {
        return "Browser at " + application;
    }
}
