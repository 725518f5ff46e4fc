package dev.sallyport.spring.test.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * One attack on one application: somebody is signed in in two browsers, one of which is attacked while the other looks at the account.
 *
 * @param shown what the account shows to its owner
 * @param findings what the attack got, and what to do about it
 */
record Scene(Target target, Browser victim, Browser witness, String shown, List<String> findings) {

    private static final int SHOWN = 300;

    /** Attacks can be judged only where the application's own page gets what it should. */
    static Scene of(Target target) {
        Browser victim = signedIn(target);
        Browser witness = signedIn(target);
        String shown = text();
        Answer changed =
                victim.post(target.change().path(), target.change().members().apply(shown));
        Answer account = witness.get(target.shownAt());
        if (!changed.isOk() || !account.body().contains(shown)) {
            throw new IllegalStateException("""
                    Nothing can be judged: the application's own page could not change anything, or not see it.
                    POST %s was answered with %s, and GET %s then with %s: %s""".formatted(
                            target.change().path(),
                            said(changed),
                            target.shownAt(),
                            account,
                            account.isOk() ? "the text \"" + shown + "\" is not in it" : abridged(account)));
        }
        return new Scene(target, victim, witness, shown, new ArrayList<>());
    }

    static Browser signedIn(Target target) {
        Browser browser = target.browser();
        Answer answer = target.steps().signIn().apply(browser);
        if (!answer.isOk()) {
            throw new IllegalStateException("Nothing can be judged: the sign-in at %s was answered with %s"
                    .formatted(target.application(), said(answer)));
        }
        return browser;
    }

    /** Short, and found nowhere by chance. */
    static String text() {
        return "a" + UUID.randomUUID().toString().replace("-", "").substring(0, 15);
    }

    /** Has a browser's page ask for new tokens. */
    Answer refresh(Browser browser) {
        return target.steps().refresh().apply(browser);
    }

    void found(String what, String fix) {
        findings.add("- " + what + "\n  Fix: " + fix);
    }

    /** Whether these are the owner's eyes to the application. */
    boolean isReadBy(Browser browser) {
        return shows(browser.get(target.shownAt()));
    }

    boolean shows(Answer answer) {
        return answer.body().contains(shown);
    }

    /** Lets a request try to change the account, and reports it if the account has changed. */
    void tryToChange(String deed, String fix, Function<Map<String, ?>, Call> request) {
        String text = text();
        Answer answer = request.apply(target.change().members().apply(text)).send();
        if (account().body().contains(text)) {
            found("The account was changed by " + deed + ". The answer was " + answer + ".", fix);
            // The attacked browser goes on seeing what it is known by.
            witness.post(target.change().path(), target.change().members().apply(shown));
        }
    }

    /** What the owner sees, also where the attack has ended every session. */
    private Answer account() {
        Answer account = witness.get(target.shownAt());
        return account.isOk() ? account : signedIn(target).get(target.shownAt());
    }

    private static String said(Answer answer) {
        return answer.isOk() ? answer.toString() : answer + ": " + abridged(answer);
    }

    private static String abridged(Answer answer) {
        return answer.body().length() > SHOWN ? answer.body().substring(0, SHOWN) + "..." : answer.body();
    }
}
