package dev.sallyport.spring.test.attack;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Describes a {@link Target}. What is not said is as Sallyport's endpoints under {@code /auth} have it. */
public final class TargetBuilder {

    private final URI application;
    private final List<String> asynchronous = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<Target.ChangeCall> login = new ArrayList<>();
    private String path = "/auth";
    private String ownedHost = "";
    private String shownAt = "";
    private Browser.CsrfNames csrf = new Browser.CsrfNames("XSRF-TOKEN", "X-XSRF-TOKEN");
    private @Nullable Function<Browser, Answer> signIn;
    private Function<Browser, Answer> refresh =
            browser -> browser.call("POST", path + "/refresh").send();
    private Function<Browser, Answer> signOut =
            browser -> browser.call("POST", path + "/logout").send();
    private Target.@Nullable ChangeCall change;

    TargetBuilder(URI application) {
        this.application = application;
    }

    /** Sallyport's base path, where it is not {@code /auth}. */
    public TargetBuilder path(String basePath) {
        this.path = basePath;
        return this;
    }

    /** Signs in at Sallyport's endpoints. */
    public TargetBuilder signIn(String username, String password) {
        names.add(username);
        signIn = browser -> {
            browser.get(path + "/session");
            return browser.post(path + "/login", Map.of("username", username, "password", password));
        };
        return login("login", Map.of("username", username, "password", password));
    }

    /**
     * Signs in at other endpoints. What the page keeps in its script it keeps by {@link Browser#keep}. The answer that is returned says
     * by its status whether somebody is signed in.
     */
    public TargetBuilder signIn(Function<Browser, Answer> steps) {
        this.signIn = steps;
        return this;
    }

    /**
     * Where a sign-in is sent to and with what, so that another site can be tried that signs somebody in unasked. {@link #signIn(String,
     * String)} says it for Sallyport.
     *
     * @param endpoint a path; without a slash in front, one below Sallyport's
     */
    public TargetBuilder login(String endpoint, Map<String, String> members) {
        login.clear();
        login.add(new Target.ChangeCall(endpoint, any -> members));
        return this;
    }

    /** Asks for new tokens, where that is not {@code POST /auth/refresh} with a cookie. */
    public TargetBuilder refresh(Function<Browser, Answer> steps) {
        this.refresh = steps;
        return this;
    }

    /** Ends the session, where that is not {@code POST /auth/logout}. */
    public TargetBuilder signOut(Function<Browser, Answer> steps) {
        this.signOut = steps;
        return this;
    }

    /** The cookie that the page takes the CSRF token from and the header field that takes it back: else those of axios and Angular. */
    public TargetBuilder csrf(String cookie, String header) {
        this.csrf = new Browser.CsrfNames(cookie, header);
        return this;
    }

    /** A POST of JSON that changes something of the user's, with a short text that is seen afterwards. */
    public TargetBuilder change(String endpoint, Function<String, Map<String, ?>> members) {
        this.change = new Target.ChangeCall(endpoint, members);
        return this;
    }

    /** The GET that shows the text to its owner and nobody else. */
    public TargetBuilder shownAt(String address) {
        this.shownAt = address;
        return this;
    }

    /** A GET for signed-in users that is answered from another thread: by a {@code Callable}, a future, a stream. May be said again. */
    public TargetBuilder asynchronous(String address) {
        asynchronous.add(address);
        return this;
    }

    /** The user's id, or another name of theirs, for requests that claim to be theirs. */
    public TargetBuilder alsoCalled(String name) {
        names.add(name);
        return this;
    }

    /** Allows a host that is not this machine, by its name. Attack only what is yours. */
    public TargetBuilder iOwn(String host) {
        this.ownedHost = host;
        return this;
    }

    /**
     * Ends the description.
     *
     * @throws IllegalStateException if something is missing, or the host is neither this machine nor said to be yours
     */
    public Target build() {
        if (!isThisMachine(application.getHost()) && !ownedHost.equalsIgnoreCase(application.getHost())) {
            throw new IllegalStateException(
                    "%s is not this machine. If it is yours, say iOwn(\"%s\"); attack nobody else's."
                            .formatted(application, application.getHost()));
        }
        steps();
        change();
        if (shownAt.isEmpty()) {
            throw new IllegalStateException("shownAt is missing: the GET that shows the user what was changed");
        }
        return new Target(this);
    }

    URI application() {
        return application;
    }

    Target.SignInSteps steps() {
        if (signIn == null) {
            throw new IllegalStateException("signIn is missing: how the user signs in");
        }
        List<Target.ChangeCall> sent = login.stream()
                .map(each -> each.path().startsWith("/")
                        ? each
                        : new Target.ChangeCall(path + "/" + each.path(), each.members()))
                .toList();
        return new Target.SignInSteps(signIn, refresh, signOut, sent);
    }

    Browser.CsrfNames csrf() {
        return csrf;
    }

    Target.ChangeCall change() {
        if (change == null) {
            throw new IllegalStateException("change is missing: a POST that changes something of the user's");
        }
        return change;
    }

    String shownAt() {
        return shownAt;
    }

    List<String> asynchronous() {
        return List.copyOf(asynchronous);
    }

    List<String> names() {
        return List.copyOf(names);
    }

    private static boolean isThisMachine(@Nullable String host) {
        try {
            // Subdomains of localhost are this machine to browsers, and unknown to most resolvers.
            return Objects.requireNonNullElse(host, "").endsWith(".localhost")
                    || (host != null && InetAddress.getByName(host).isLoopbackAddress());
        } catch (UnknownHostException nowhere) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "TargetBuilder " + application;
    }
}
