package dev.sallyport.spring.test.attack;

import java.util.function.Consumer;
import org.opentest4j.TestAbortedException;

/** One thing that attackers, or a browser in a hurry, do to an application. */
public enum Attack {
    PARALLEL_REFRESH("20 tabs refresh at once with the same token", RefreshAttacks::inParallel),
    REFRESH_REPLAY("a refresh token is used again after later ones", RefreshAttacks::replay),
    USE_AFTER_SIGN_OUT("tokens are used after their session was signed out", RefreshAttacks::afterSignOut),
    CROSS_SITE_FORM("another site sends a form", CrossSiteAttacks::form),
    TEXT_PLAIN_JSON("another site sends JSON as plain text, which needs no preflight", CrossSiteAttacks::jsonAsText),
    SAME_SITE_SIBLING("a page on a subdomain or another port sends requests", CrossSiteAttacks::sibling),
    COOKIE_TOSSING("a subdomain plants cookies", CrossSiteAttacks::tossedCookies),
    LOGIN_CSRF("another site signs its visitor in to an account of its own", CrossSiteAttacks::login),
    SESSION_FIXATION("cookies from before a sign-in are used after it", TokenAttacks::fixation),
    ORIGIN_FUZZING("pages with origins that only look right ask to read answers", OriginAttack::run),
    METHOD_OVERRIDE("a change is dressed up as a request that changes nothing", CrossSiteAttacks::methodOverride),
    TOKEN_IN_URL("a token is sent in the address", TokenAttacks::inAddress),
    READABLE_TOKEN("injected script looks for a token to carry off", TokenAttacks::readableByScript),
    STORED_ANSWER("a cache keeps what was for one user", TokenAttacks::storedAnswers),
    INVENTED_CALLER("a stranger says in the request whom they are", CallerAttacks::invented),
    ERROR_DISPATCH("requests go wrong, or are spelt another way", CallerAttacks::errors),
    ASYNC_DISPATCH("an answer comes from another thread", CallerAttacks::asynchronous);

    private final String deed;

    @SuppressWarnings("ImmutableEnumChecker") // A reference to a static method, which holds nothing.
    private final Consumer<Scene> attempts;

    Attack(String deed, Consumer<Scene> attempts) {
        this.deed = deed;
        this.attempts = attempts;
    }

    /**
     * Attacks an application.
     *
     * @throws AssertionError if it gets anywhere, with what happened and what to do about it in plain words
     * @throws IllegalStateException if the target's own page does not get what the target describes, so that nothing could be judged
     * @throws TestAbortedException if the target does not name what this attack is about
     */
    public void on(Target target) {
        Scene scene = Scene.of(target);
        attempts.accept(scene);
        if (!scene.findings().isEmpty()) {
            throw new AssertionError(
                    scene.findings().size() + " found where " + deed + ":\n\n" + String.join("\n\n", scene.findings()));
        }
    }

    /** What it does, in a few words. */
    @Override
    public String toString() {
        return deed;
    }
}
