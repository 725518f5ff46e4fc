package dev.sallyport.spring.test.attack;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.opentest4j.TestAbortedException;

/** Requests that a browser sends because another page asked for them. */
final class CrossSiteAttacks {

    private static final List<Page> STRANGERS =
            List.of(Page.OTHER_SITE, Page.SANDBOX, Page.OTHER_SITE_IN_AN_OLD_BROWSER, Page.OTHER_SITE_IN_SILENCE);
    private static final List<Page> NEIGHBOURS = List.of(Page.SIBLING, Page.OTHER_PORT);

    private static final List<String> OVERRIDES =
            List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override");

    private static final String TWO_DOORS =
            "for each request that changes something, ask for a CSRF token in a header field, bound to the session, and check Origin or"
                    + " Sec-Fetch-Site. Set SameSite=Strict on the cookies.";
    private static final String JSON_ONLY =
            "take application/json only and answer anything else with 415: it alone makes a browser ask first, by a preflight.";

    private CrossSiteAttacks() {}

    static void form(Scene scene) {
        String path = scene.target().change().path();
        for (Page page : STRANGERS) {
            scene.tryToChange(
                    "a form (urlencoded) on " + page,
                    TWO_DOORS,
                    members -> scene.victim().forged(page, "POST", path).form(members));
            scene.tryToChange(
                    "a form (multipart) on " + page,
                    TWO_DOORS,
                    members -> scene.victim().forged(page, "POST", path).multipart(members));
            scene.tryToChange(
                    "an image, or a link, on " + page,
                    "let no GET change anything.",
                    members -> scene.victim().forged(page, "GET", path + "?" + Call.query(members)));
        }
    }

    static void jsonAsText(Scene scene) {
        for (Page page : List.of(Page.OTHER_SITE, Page.SANDBOX, Page.OTHER_SITE_IN_AN_OLD_BROWSER, Page.SIBLING)) {
            for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "")) {
                scene.tryToChange(
                        "JSON sent %s from %s".formatted(type.isEmpty() ? "without a media type" : "as " + type, page),
                        JSON_ONLY + " And " + TWO_DOORS,
                        members -> scene.victim()
                                .forged(page, "POST", scene.target().change().path())
                                .text(type, Call.jsonOfForm(members)));
            }
        }
    }

    static void sibling(Scene scene) {
        String path = scene.target().change().path();
        for (Page page : NEIGHBOURS) {
            scene.tryToChange(
                    "a form on " + page,
                    "SameSite does not stop neighbours, who are of the same site. " + TWO_DOORS,
                    members -> scene.victim().forged(page, "POST", path).form(members));
            if (OriginAttack.preflightAllows(scene, page.origin(scene.target().application()))) {
                scene.tryToChange(
                        "a fetch with JSON from " + page + ", which CORS allows",
                        "list the origins that may ask, in full, and no pattern that takes neighbours in.",
                        members -> scene.victim().forged(page, "POST", path).json(members));
            }
        }
    }

    static void tossedCookies(Scene scene) {
        Browser.CsrfNames csrf = scene.victim().csrf();
        String path = scene.target().change().path();
        String chosen = "chosen-by-the-attacker";
        String line = csrf.cookie() + "=" + chosen + "; " + scene.victim().cookieLine();
        String bound =
                "bind the CSRF token to the session by an HMAC, and take it from a header field only: two copies of one value prove nothing"
                        + " where a neighbour can plant the cookie.";
        Function<Map<String, ?>, Map<String, Object>> withToken = members -> {
            Map<String, Object> all = new TreeMap<>(members);
            List.of("_csrf", "csrf", "csrfmiddlewaretoken", csrf.cookie()).forEach(name -> all.put(name, chosen));
            return all;
        };
        scene.tryToChange(
                "a form on a subdomain that planted the CSRF cookie and sent its value as a field",
                bound,
                members -> scene.victim()
                        .forged(Page.SIBLING, "POST", path)
                        .form(withToken.apply(members))
                        .field("Cookie", line));
        scene.tryToChange(
                "a request from a subdomain that planted the CSRF cookie and sent its value in the header field",
                bound,
                members -> scene.victim()
                        .forged(Page.SIBLING, "POST", path)
                        .json(members)
                        .field("Cookie", line)
                        .field(csrf.header(), chosen));
        for (Cookie cookie : scene.victim().cookies()) {
            if (isProof(cookie, scene)
                    && scene.shows(
                            withCookies(scene, scene.victim().cookieLine() + "; " + cookie.name() + "=planted"))) {
                scene.found(
                        "A request with two cookies named %s was answered as if there were one: a subdomain can put its own in front."
                                .formatted(cookie.name()),
                        "refuse a request with two cookies of one name, and name them with the prefix __Host-.");
            }
        }
    }

    /** Whether the account is shown for this cookie, and not for what else a browser sends along. */
    private static boolean isProof(Cookie cookie, Scene scene) {
        List<Cookie> others = scene.victim().cookies().stream()
                .filter(each -> !each.equals(cookie))
                .toList();
        return scene.shows(withCookies(scene, scene.victim().cookieLine()))
                && !scene.shows(withCookies(scene, Cookie.line(others)));
    }

    private static Answer withCookies(Scene scene, String line) {
        return scene.victim()
                .bare("GET", scene.target().shownAt())
                .field("Cookie", line)
                .send();
    }

    static void login(Scene scene) {
        List<Target.ChangeCall> sent = scene.target().steps().login();
        if (sent.isEmpty()) {
            throw new TestAbortedException("The target does not say where a sign-in is sent to: TargetBuilder.login");
        }
        Target.ChangeCall login = sent.get(0);
        Map<String, ?> members = login.members().apply("");
        for (Page page : List.of(Page.OTHER_SITE, Page.OTHER_SITE_IN_AN_OLD_BROWSER, Page.SANDBOX, Page.SIBLING)) {
            List<Function<Call, Call>> bodies = List.of(
                    call -> call.form(members),
                    call -> call.text("text/plain", Call.jsonOfForm(members)),
                    call -> call.text("", Call.jsonOfForm(members)));
            for (Function<Call, Call> body : bodies) {
                Browser visitor = scene.target().browser();
                visitor.get(scene.target().shownAt());
                Answer answer =
                        body.apply(visitor.forged(page, "POST", login.path())).send();
                if (answer.isOk() && scene.isReadBy(visitor)) {
                    scene.found(
                            "A sign-in sent by " + page
                                    + " signed its visitor in: what they do next, they do in the attacker's account.",
                            "a sign-in needs a CSRF token too, bound to a cookie from before it. " + JSON_ONLY);
                    return;
                }
            }
        }
    }

    static void methodOverride(Scene scene) {
        String path = scene.target().change().path();
        String fix = "take the method from the request line alone. Let no GET or HEAD change anything.";
        for (String method : List.of("GET", "HEAD", "OPTIONS", "get", "post")) {
            for (String field : OVERRIDES) {
                scene.tryToChange(
                        method + " with " + field + ": POST",
                        fix,
                        members -> scene.victim()
                                .forged(Page.SIBLING, method, path + "?_method=POST&" + Call.query(members))
                                .json(members)
                                .field(field, "POST"));
            }
        }
        for (String field : OVERRIDES) {
            scene.tryToChange(
                    "POST with " + field + ": GET",
                    fix,
                    members -> scene.victim()
                            .forged(Page.SIBLING, "POST", path + "?_method=GET")
                            .json(members)
                            .field(field, "GET"));
        }
    }
}
