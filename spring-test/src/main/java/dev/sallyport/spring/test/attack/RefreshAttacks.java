package dev.sallyport.spring.test.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Refresh tokens and sessions, at their wrong time (RFC 9700 section 4.14). */
final class RefreshAttacks {

    private static final int TABS = 20;

    private RefreshAttacks() {}

    static void inParallel(Scene scene) {
        List<Browser> tabs = new ArrayList<>();
        for (int tab = 0; tab < TABS; tab++) {
            tabs.add(scene.victim().copy());
        }
        List<Answer> answers = refreshAtOnce(scene, tabs);
        List<Browser> served = new ArrayList<>();
        for (int tab = 0; tab < TABS; tab++) {
            if (answers.get(tab).isOk()) {
                served.add(tabs.get(tab));
            }
        }
        if (served.size() < TABS) {
            Answer refusal = answers.stream()
                    .filter(answer -> !answer.isOk())
                    .findFirst()
                    .orElseThrow();
            scene.found(
                    "%d of %d tabs that refreshed at once were refused (%s): their user is signed out without having done anything."
                            .formatted(TABS - served.size(), TABS, refusal),
                    "for some seconds, answer a token that was just rotated with the same successor again, instead of refusing it.");
        }
        if (!served.isEmpty()) {
            whoeverIsBehindIsCaught(scene, served);
        }
    }

    /** All hold one and the same successor, or several tokens of one session live side by side and a thief's goes unnoticed. */
    private static void whoeverIsBehindIsCaught(Scene scene, List<Browser> served) {
        Browser first = served.get(0);
        if (!scene.isReadBy(first)) {
            scene.found(
                    "A tab that was given new tokens is not signed in by them.",
                    "judge and advance the token in one conditional UPDATE, and give out only tokens that were stored.");
        }
        scene.refresh(first);
        scene.refresh(first);
        long alive =
                served.stream().skip(1).filter(tab -> scene.refresh(tab).isOk()).count();
        if (alive > 0) {
            scene.found(
                    "%d refresh tokens that were given out at once went on working beside one that was rotated twice since."
                            .formatted(alive),
                    "let one rotation win by a conditional UPDATE (compare-and-set), and give the others the winner's successor.");
        }
    }

    private static List<Answer> refreshAtOnce(Scene scene, List<Browser> tabs) {
        ExecutorService threads = Executors.newFixedThreadPool(tabs.size());
        CyclicBarrier start = new CyclicBarrier(tabs.size());
        try {
            List<Callable<Answer>> requests = tabs.stream()
                    .<Callable<Answer>>map(tab -> () -> {
                        start.await();
                        return scene.refresh(tab);
                    })
                    .toList();
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : threads.invokeAll(requests)) {
                answers.add(answer.get());
            }
            return answers;
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } finally {
            threads.shutdownNow();
        }
    }

    static void replay(Scene scene) {
        Browser page = scene.victim();
        Browser thief = page.copy();
        for (int rotation = 0; rotation < 2; rotation++) {
            Answer answer = scene.refresh(page);
            if (!answer.isOk()) {
                throw new IllegalStateException(
                        "Nothing can be judged: the page's own refresh was answered with " + answer);
            }
        }
        Answer replayed = scene.refresh(thief);
        if (replayed.isOk()) {
            scene.found(
                    "A refresh token was accepted that had been rotated twice: whoever copied it stays signed in unnoticed.",
                    "rotate at each refresh, keep the hash of the current and the previous token, and refuse any older one.");
        } else if (scene.refresh(page).isOk()) {
            scene.found(
                    "The reuse of an old refresh token was refused (" + replayed + "), and the session lived on.",
                    "end the session at a reuse: one of two holds a stolen token, and nobody can tell which.");
        }
    }

    static void afterSignOut(Scene scene) {
        Browser thief = scene.victim().copy();
        Answer signedOut = scene.target().steps().signOut().apply(scene.victim());
        if (!signedOut.isOk()) {
            throw new IllegalStateException("Nothing can be judged: the sign-out was answered with " + signedOut);
        }
        if (scene.isReadBy(thief)) {
            scene.found(
                    "An access token works after its session was signed out.",
                    "refuse tokens of sessions that have ended, by their session id: hold the ended ones in memory until they expire.");
        }
        if (scene.refresh(thief).isOk()) {
            scene.found(
                    "A refresh token works after its session was signed out.",
                    "end the session in the store before the cookies are cleared.");
        }
    }
}
