package dev.sallyport.server.browser;

import static dev.sallyport.server.browser.Crossing.REFRESH;

import com.microsoft.playwright.BrowserContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A short life of one person's tabs, by the fall of dice. */
final class Wandering {

    static final Duration LIFETIME = Duration.ofSeconds(2);
    static final Duration GRACE = Duration.ofSeconds(4);

    private static final int MOST_TABS = 5;
    private static final int FEWEST_HAPPENINGS = 3;
    private static final int MORE_HAPPENINGS = 5;

    private final Random dice;
    private final BrowserContext context;
    private final FlakyLine line;
    private final RunningServer server;
    private final List<ClientTab> tabs = new ArrayList<>();
    private final List<Happening> story = new ArrayList<>();
    private boolean signedOut;

    Wandering(Random dice, BrowserContext context, FlakyLine line, RunningServer server) {
        this.dice = dice;
        this.context = context;
        this.line = line;
        this.server = server;
    }

    /** What has happened, in that order. */
    List<Happening> story() {
        return story;
    }

    /** Whether the person asked for the end, in one of the tabs. */
    boolean signedOut() {
        return signedOut;
    }

    void live() {
        line.clearUp();
        open().signIn();
        for (int more = dice.nextInt(MOST_TABS); more > 0; more--) {
            open();
        }
        for (int left = FEWEST_HAPPENINGS + dice.nextInt(MORE_HAPPENINGS); left > 0 && !signedOut; left--) {
            Happening next = Happening.drawn(dice);
            story.add(next);
            happen(next);
        }
        line.clearUp();
    }

    /** What each tab makes of it, in the end and with the network as good as new. */
    List<String> outcomes() {
        tabs.get(0).haveAllAsk();
        return tabs.stream()
                .map(tab -> asked(tab) + " " + tab.ends() + (tab.isSignedIn() ? " in" : " out"))
                .toList();
    }

    /** On a loaded machine a token of two seconds may end on its way back to the server. */
    private static String asked(ClientTab tab) {
        String first = tab.asked();
        return first.equals("401") && tab.isSignedIn() ? tab.ask() : first;
    }

    private void happen(Happening happening) {
        switch (happening) {
            case ALL_ASK -> askAll();
            case TIME_PASSES -> pass(1500);
            case A_TAB_IS_OPENED -> open();
            case A_TAB_IS_CLOSED -> close();
            case A_TAB_IS_LOADED_ANEW -> any().reload();
            case TABS_ARE_HIDDEN -> some().forEach(ClientTab::hide);
            case TABS_ARE_SHOWN -> some().forEach(ClientTab::show);
            case THE_CLOCK_IS_SET -> some().forEach(tab -> tab.clockError(Duration.ofHours(dice.nextInt(3) - 1L)));
            case AN_ANSWER_IS_LOST -> loseOneAnswer(Fate.ARRIVES, 500);
            case THE_NETWORK_IS_AWAY -> suffer(Fate.REQUEST_LOST, 2500);
            case AN_ANSWER_IS_LOST_AND_THE_NETWORK_AWAY -> loseOneAnswer(Fate.REQUEST_LOST, 1000);
            case A_REFRESH_HANGS_AS_A_TAB_DIES -> hold(Fate.REQUEST_HELD);
            case AN_ANSWER_HANGS_AS_A_TAB_DIES -> hold(Fate.ANSWER_HELD);
            case THE_SERVER_IS_BUSY -> suffer(Fate.UNAVAILABLE, 1000);
            case A_PROXY_ANSWERS -> suffer(Fate.BAD_GATEWAY, 1000);
            case THE_SERVER_IS_KILLED_AND_STARTED -> restart();
            case THE_GRACE_PASSES_WITHOUT_THE_ANSWER -> loseUntilTheGraceIsOver();
            case SOMEBODY_SIGNS_OUT -> signOut();
        }
    }

    private ClientTab open() {
        if (tabs.size() < MOST_TABS) {
            tabs.add(ClientTab.open(context, line.origin()));
        }
        return any();
    }

    private void close() {
        if (tabs.size() > 1) {
            tabs.remove(dice.nextInt(tabs.size())).kill();
        }
    }

    private ClientTab any() {
        return tabs.get(dice.nextInt(tabs.size()));
    }

    private List<ClientTab> some() {
        return tabs.stream().filter(any -> dice.nextBoolean()).toList();
    }

    private void pass(int most) {
        tabs.get(0).pass(Duration.ofMillis(dice.nextInt(most)));
    }

    private void askAll() {
        any().haveAllAsk();
        pass(200);
    }

    private void suffer(Fate fate, int most) {
        line.weather(any -> fate);
        askAll();
        pass(most);
        line.clearUp();
    }

    /** The first refresh is done and nobody hears of it; whatever is sent after that meets another fate for a while. */
    private void loseOneAnswer(Fate after, int most) {
        line.weather(
                crossing -> crossing.is(REFRESH) && crossing.nth() == 1 ? Fate.ANSWER_LOST : after(crossing, after));
        askAll();
        pass(most);
        line.clearUp();
    }

    private Fate after(Crossing crossing, Fate fate) {
        return line.entered(REFRESH) > 0 ? fate : Fate.ARRIVES;
    }

    private void hold(Fate fate) {
        line.weather(REFRESH, fate);
        askAll();
        close();
        pass(700);
        line.clearUp();
    }

    /** With nothing under way: what a crash does to a request is shown elsewhere. */
    private void restart() {
        line.weather(any -> Fate.REQUEST_LOST);
        tabs.get(0).pass(Duration.ofMillis(300));
        server.crash();
        server.start();
        line.clearUp();
    }

    private void loseUntilTheGraceIsOver() {
        loseOneAnswer(Fate.REQUEST_LOST, 1);
        line.weather(any -> Fate.REQUEST_LOST);
        tabs.get(0).pass(GRACE.plusMillis(700));
        line.clearUp();
    }

    private void signOut() {
        // When an answer is on its way that ends the session otherwise, there is nobody left to sign out.
        signedOut = true;
        any().signOut();
    }
}
