package dev.sallyport.spring.test.attack;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * An application to attack: one that runs, on this machine. It says how somebody signs in, one call that changes something of theirs, and
 * where they see the change:
 *
 * <pre>{@code
 * Target.at("http://127.0.0.1:" + port)
 *         .signIn("ann", "correct horse battery staple")
 *         .change("/api/profile", text -> Map.of("displayName", text))
 *         .shownAt("/api/profile")
 *         .build();
 * }</pre>
 *
 * <p>The attacks judge by what the account shows afterwards, not by status codes alone. They sign that user in some fifty times, change
 * what {@code change} changes, and end the user's sessions: use an account for tests.
 */
public final class Target {

    private final URI application;
    private final SignInSteps steps;
    private final Browser.CsrfNames csrf;
    private final ChangeCall change;
    private final String shownAt;
    private final List<String> asynchronous;
    private final List<String> names;

    /**
     * How sessions begin, go on and end.
     *
     * @param login where a sign-in is sent to, and what; empty where nobody has said
     */
    record SignInSteps(
            Function<Browser, Answer> signIn,
            Function<Browser, Answer> refresh,
            Function<Browser, Answer> signOut,
            List<ChangeCall> login) {}

    /** A POST, and its members for a text. */
    record ChangeCall(String path, Function<String, Map<String, ?>> members) {}

    Target(TargetBuilder said) {
        this.application = said.application();
        this.steps = said.steps();
        this.csrf = said.csrf();
        this.change = said.change();
        this.shownAt = said.shownAt();
        this.asynchronous = said.asynchronous();
        this.names = said.names();
    }

    /**
     * Begins the description of an application.
     *
     * @param baseUrl scheme, host and port, with the context path if there is one: {@code http://localhost:8080/shop}. Other hosts than
     *     this machine are refused, unless {@link TargetBuilder#iOwn} repeats their name
     */
    public static TargetBuilder at(String baseUrl) {
        return new TargetBuilder(
                URI.create(baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl));
    }

    URI application() {
        return application;
    }

    Browser browser() {
        return new Browser(application, csrf);
    }

    SignInSteps steps() {
        return steps;
    }

    ChangeCall change() {
        return change;
    }

    String shownAt() {
        return shownAt;
    }

    List<String> asynchronous() {
        return asynchronous;
    }

    /** What the user is called: the name and, where it is known, the id. */
    List<String> names() {
        return names;
    }

    /** Never the password. */
    @Override
    public String toString() {
        return "Target " + application;
    }
}
