package dev.sallyport.server.browser;

import java.util.Arrays;
import java.util.List;

/** A request that another site's page makes its visitor's browser send. */
enum Attack {
    PROFILE_FORM("POST", "/api/profile", form("application/x-www-form-urlencoded", "displayName", "Mallory")),
    PROFILE_TEXT_FORM("POST", "/api/profile", form("text/plain", "{\"displayName\":\"Mallory\",\"bio\":\"", "\"}")),
    PROFILE_SIMPLE_FETCH("POST", "/api/profile", fetch("no-cors", "'Content-Type': 'text/plain'", Attack.EDIT)),
    PROFILE_JSON_FETCH("OPTIONS", "/api/profile", fetch("cors", Attack.JSON, Attack.EDIT)),
    PROFILE_FETCH_WITH_GUESSED_TOKEN(
            "OPTIONS", "/api/profile", fetch("cors", Attack.JSON + ", " + Attack.GUESS, Attack.EDIT)),
    LOGOUT_FORM("POST", "/auth/logout", Attack.EMPTY_FORM),
    LOGOUT_FETCH("POST", "/auth/logout", fetch("no-cors", "", "")),
    LOGOUT_FETCH_WITH_GUESSED_TOKEN("OPTIONS", "/auth/logout", fetch("cors", Attack.GUESS, "")),
    LOGOUT_EVERYWHERE_FETCH("POST", "/auth/logout/all", fetch("no-cors", "", "")),
    LOGIN_FORM("POST", "/auth/login", form("application/x-www-form-urlencoded", "username", "demo")),
    LOGIN_TEXT_FORM(
            "POST",
            "/auth/login",
            form(
                    "text/plain",
                    "{\"username\":\"demo\",\"password\":\"" + RunningServer.PASSWORD + "\",\"x\":\"",
                    "\"}")),
    LOGIN_SIMPLE_FETCH("POST", "/auth/login", fetch("no-cors", "'Content-Type': 'text/plain'", Attack.LOGIN)),
    LOGIN_JSON_FETCH("OPTIONS", "/auth/login", fetch("cors", Attack.JSON, Attack.LOGIN));

    /** Without a field there is no body, and so no type of content to refuse. */
    private static final String EMPTY_FORM = """
            const form = Object.assign(document.createElement("form"), { method: "post", action: target });
            document.body.append(form);
            form.submit();
            """;

    private static final String JSON = "'Content-Type': 'application/json'";
    private static final String GUESS = "'X-XSRF-TOKEN': 'guess'";
    private static final String EDIT = "{\"displayName\":\"Mallory\",\"bio\":\"\"}";
    private static final String LOGIN = "{\"username\":\"demo\",\"password\":\"" + RunningServer.PASSWORD + "\"}";

    private final String method;
    private final String path;
    private final String script;

    Attack(String method, String path, String script) {
        this.method = method;
        this.path = path;
        this.script = script;
    }

    /** The method of the request that arrives: a preflight's where the browser asks first. */
    String method() {
        return method;
    }

    String path() {
        return path;
    }

    boolean isPreflighted() {
        return method.equals("OPTIONS");
    }

    static List<Attack> onAVisitor() {
        return Arrays.stream(values()).filter(Attack::isLogin).toList();
    }

    static List<Attack> onSomebodySignedIn() {
        return Arrays.stream(values()).filter(attack -> !attack.isLogin()).toList();
    }

    /** Whether it aims at somebody who is not signed in yet. */
    boolean isLogin() {
        return path.equals("/auth/login");
    }

    /** A page that attacks the server at {@code origin} as soon as it is opened. */
    String page(String origin) {
        return "<!doctype html><title>Free kittens</title><body><script>const target = '" + origin + path + "';\n"
                + script + "</script>";
    }

    private static String form(String enctype, String name, String value) {
        return """
                const form = document.createElement("form");
                Object.assign(form, { method: "post", action: target, enctype: "%s" });
                form.append(Object.assign(document.createElement("input"), { name: '%s', value: '%s' }));
                document.body.append(form);
                form.submit();
                """.formatted(enctype, name, value);
    }

    private static String fetch(String mode, String headers, String body) {
        return """
                fetch(target, { method: "POST", mode: "%s", credentials: "include", headers: { %s }, body: '%s' })
                  .catch(() => undefined);
                """.formatted(mode, headers, body);
    }
}
