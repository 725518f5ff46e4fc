package dev.sallyport.spring.test.attack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.opentest4j.TestAbortedException;

/** Who asks, where nobody has proved it, and where a request takes a detour. */
final class CallerAttacks {

    private static final List<String> PARAMETERS = List.of(
            "user",
            "userId",
            "user_id",
            "id",
            "sub",
            "username",
            "name",
            "caller",
            "caller.userId",
            "principal",
            "principal.name",
            "currentUser",
            "authentication",
            "authentication.name",
            "remoteUser",
            "account");

    private static final List<String> FIELDS = List.of(
            "X-User",
            "X-User-Id",
            "X-Username",
            "X-Forwarded-User",
            "X-Remote-User",
            "Remote-User",
            "X-Auth-Request-User",
            "X-Authenticated-User",
            "X-Sallyport-User",
            "X-Sallyport-Session");

    private static final Pattern INNARDS =
            Pattern.compile("\\bat [a-z]\\w*(\\.\\w+)+\\(|[a-z]\\w*(\\.\\w+)+Exception|Traceback|\"trace\":|SQLSTATE");

    private static final String PROVE =
            "take who asks from a proved token only: never from a parameter, a body, or a field that a client can send.";

    private CallerAttacks() {}

    static void invented(Scene scene) {
        String shownAt = scene.target().shownAt();
        if (scene.shows(scene.victim().bare("GET", shownAt).send())) {
            scene.found("The account is shown to anybody who asks.", "refuse whoever is not signed in with 401.");
            return;
        }
        for (String name : scene.target().names()) {
            Map<String, Object> claims = new LinkedHashMap<>();
            PARAMETERS.forEach(parameter -> claims.put(parameter, name));
            claims.put("roles", "admin");
            Call withFields = scene.victim().bare("GET", shownAt);
            FIELDS.forEach(field -> withFields.field(field, name));
            tryToSee(
                    scene,
                    "by a parameter that names its user",
                    PROVE,
                    scene.victim().bare("GET", shownAt + "?" + Call.query(claims)));
            tryToSee(scene, "by a header field that names its user", PROVE, withFields);
            String path = scene.target().change().path();
            scene.tryToChange(
                    "a stranger who named the user in the form",
                    PROVE,
                    members -> scene.victim().bare("POST", path).form(with(claims, members)));
            scene.tryToChange(
                    "a stranger who named the user in the body",
                    PROVE,
                    members -> scene.victim().bare("POST", path).json(with(claims, members)));
        }
    }

    private static void tryToSee(Scene scene, String how, String fix, Call request) {
        if (scene.shows(request.send())) {
            scene.found("A stranger saw the account " + how + ".", fix);
        }
    }

    private static Map<String, Object> with(Map<String, Object> claims, Map<String, ?> members) {
        Map<String, Object> all = new LinkedHashMap<>(claims);
        all.putAll(members);
        return all;
    }

    static void errors(Scene scene) {
        Browser page = scene.victim();
        Answer missing = page.get("/" + Scene.text());
        if (missing.status() == 401 || missing.status() / 100 == 3) {
            scene.found(
                    "Somebody who is signed in is told to sign in where a page does not exist (%s).".formatted(missing),
                    "let the filter that knows the caller run in the ERROR dispatch too.");
        }
        judge(scene, "an address that does not exist", missing);
        String path = scene.target().change().path();
        judge(
                scene,
                "half an object",
                page.call("POST", path).text("application/json", "{\"").send());
        judge(
                scene,
                "a list in the place of an object",
                page.call("POST", path).text("application/json", "[[]]").send());
        judge(
                scene,
                "a wrong method",
                page.call("PATCH", path).text("application/json", "{}").send());
        judge(
                scene,
                "a media type that is none",
                page.call("POST", path).text("nonsense", "{}").send());
        for (String spelling : spellings(scene.target().shownAt())) {
            tryToSee(
                    scene,
                    "at " + spelling,
                    "protect everything but a list of open addresses, and judge the address that is dispatched.",
                    page.bare("GET", spelling));
        }
    }

    private static void judge(Scene scene, String sent, Answer answer) {
        if (answer.status() >= 500) {
            scene.found(
                    "Sent %s, the application failed (%s).".formatted(sent, answer),
                    "answer bad input with a status of the 4xx class and a sentence.");
        }
        if (INNARDS.matcher(answer.body()).find()) {
            scene.found(
                    "Sent %s, the application showed its innards.".formatted(sent),
                    "show no exception and no stack trace: server.error.include-stacktrace=never and include-message=never in Spring Boot.");
        }
    }

    private static List<String> spellings(String path) {
        return List.of(
                path + "/",
                "/" + path,
                path + ";a=b",
                path + ".json",
                path + "%2f",
                path + "%20",
                path.replaceFirst("/([^/]+)$", "/./$1"),
                path.replaceFirst("/([^/]+)$", "/x/../$1"),
                path.replaceFirst("/([^/]+)$", "/;/$1"),
                path.toUpperCase(Locale.ROOT));
    }

    static void asynchronous(Scene scene) {
        if (scene.target().asynchronous().isEmpty()) {
            throw new TestAbortedException(
                    "The target names no GET that is answered asynchronously: TargetBuilder.asynchronous");
        }
        for (String path : scene.target().asynchronous()) {
            Answer own = scene.victim().get(path);
            if (!own.isOk()) {
                scene.found(
                        "Who is signed in was answered with %s at %s.".formatted(own, path),
                        "let the filter that knows the caller run in the ASYNC dispatch too.");
            }
            Answer stranger = scene.victim().bare("GET", path).send();
            if (stranger.isOk()) {
                scene.found(
                        "A stranger was answered at " + path + ".",
                        "refuse whoever is not signed in before the work begins.");
            }
        }
    }
}
