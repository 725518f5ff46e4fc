package dev.sallyport.spring.test.attack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where tokens are found, and where they are taken from. */
final class TokenAttacks {

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_.~+/=-]{20,}");
    private static final int MOST = 12;

    private TokenAttacks() {}

    static void fixation(Scene scene) {
        Browser visitor = scene.target().browser();
        visitor.get(scene.target().shownAt());
        // The attacker's browser has been to the same places, and has planted what it got there in the victim's.
        Browser attacker = visitor.copy();
        Browser victim = visitor.copy();
        if (scene.target().steps().signIn().apply(victim).isOk() && scene.isReadBy(attacker)) {
            scene.found(
                    "Cookies from before a sign-in are signed in after it: who planted them in a browser shares its session.",
                    "make a new session id at each sign-in, and end what there was before.");
        }
    }

    static void inAddress(Scene scene) {
        Set<String> tokens = new LinkedHashSet<>();
        scene.victim().cookies().forEach(cookie -> tokens.add(cookie.value()));
        scene.victim().kept().values().forEach(value -> tokens.add(value.substring(value.indexOf(' ') + 1)));
        for (String name : parameters(scene.victim())) {
            for (String token : tokens) {
                if (scene.shows(scene.victim()
                        .bare("GET", scene.target().shownAt() + "?" + Call.query(Map.of(name, token)))
                        .send())) {
                    scene.found(
                            "A token in the address (?%s=...) signs in: it ends up in logs, histories and Referer."
                                    .formatted(name),
                            "take tokens from a cookie or the Authorization field only.");
                    break;
                }
            }
        }
    }

    private static Set<String> parameters(Browser browser) {
        Set<String> names = new LinkedHashSet<>(List.of(
                "access_token", "token", "jwt", "accessToken", "auth", "authorization", "bearer_token", "session"));
        browser.cookies().forEach(cookie -> names.add(cookie.name()));
        return names;
    }

    /** Injected script reads what answers hold, what the page keeps and each cookie without HttpOnly, and sends it to another machine. */
    static void readableByScript(Scene scene) {
        Browser page = scene.victim();
        scene.refresh(page);
        for (String token : readable(page)) {
            List<Call> uses = new ArrayList<>();
            for (String scheme : List.of("Bearer", "JWT", "Token")) {
                uses.add(page.bare("GET", scene.target().shownAt()).field("Authorization", scheme + " " + token));
            }
            for (Cookie cookie : page.cookies()) {
                uses.add(page.bare("GET", scene.target().shownAt()).field("Cookie", cookie.name() + "=" + token));
            }
            if (uses.stream().anyMatch(use -> scene.shows(use.send()))) {
                scene.found(
                        "Script on the page can read a token that signs in on any machine: one injected script carries it off.",
                        "keep tokens in HttpOnly cookies, and out of the bodies of answers, localStorage and readable cookies.");
                return;
            }
        }
    }

    private static List<String> readable(Browser page) {
        Stream<String> texts = Stream.of(
                        page.bodies().stream(),
                        page.kept().values().stream(),
                        page.cookies().stream()
                                .filter(cookie -> !cookie.httpOnly())
                                .map(Cookie::value))
                .flatMap(each -> each);
        return texts.flatMap(text -> TOKEN.matcher(text).results().map(match -> match.group()))
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .limit(MOST)
                .toList();
    }

    static void storedAnswers(Scene scene) {
        String fix = "send Cache-Control: no-store with each answer that depends on who asks.";
        Browser page = scene.victim();
        Map<String, Answer> answers = Map.of(
                "GET " + scene.target().shownAt(),
                page.get(scene.target().shownAt()),
                "the refresh",
                scene.refresh(page),
                "the sign-in",
                scene.target().steps().signIn().apply(scene.target().browser()));
        answers.forEach((name, answer) -> {
            if (answer.isOk() && !answer.field("Cache-Control").contains("no-store")) {
                scene.found("A cache may keep the answer to %s and give it to somebody else.".formatted(name), fix);
            }
            if (answer.isOk() && !answer.field("X-Content-Type-Options").equals("nosniff")) {
                scene.found(
                        "A browser may take the answer to %s for another type than it says.".formatted(name),
                        "send X-Content-Type-Options: nosniff.");
            }
        });
    }
}
