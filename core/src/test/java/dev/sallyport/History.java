package dev.sallyport;

import static dev.sallyport.Browser.code;

import dev.sallyport.config.ConfigDraft;
import dev.sallyport.session.Session;
import dev.sallyport.session.SessionStore;
import dev.sallyport.web.Reply;
import dev.sallyport.web.RequestBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** One session lived through by three tabs that share a browser's cookies, a thief, and a {@link ReferenceModel} beside it. */
final class History {

    /** What can happen next; what makes no sense at that moment does nothing. */
    enum Act {
        /** A tab refreshes and is answered. */
        REFRESH,
        /** A tab's request leaves with the cookies of this moment. */
        SEND,
        /** It reaches the server. */
        ARRIVE,
        /** The answer reaches the browser, however late. */
        ANSWER,
        /** The request or its answer is lost. */
        LOSE,
        /** A tab's request is overtaken by another's between the look at the session and the update. */
        OVERTAKEN_BY_TAB,
        OVERTAKEN_BY_THIEF,
        OVERTAKEN_BY_SIGN_OUT,
        /** Cookies that the browser once had are used again. */
        USE_OLD_COOKIES,
        STEAL,
        /** The thief carries the cookies to a machine and a network of their own. */
        STEAL_FROM_AFAR,
        /** The person's telephone finds another network, or its browser is updated. */
        MOVE,
        UPDATE,
        /** A tab refreshes, and the thief before the grace is over. */
        FOLLOW,
        THIEF_REFRESHES,
        THIEF_LOOKS,
        LOOK,
        SIGN_OUT,
        CLOCK
    }

    record Step(Act act, int which) {

        static Step random(Random random) {
            Act act = Act.values()[random.nextInt(Act.values().length)];
            return new Step(MORTAL.contains(act) && random.nextInt(5) > 0 ? Act.REFRESH : act, random.nextInt(60));
        }
    }

    /** Were they as frequent as the others, few sessions would live to see a second rotation. */
    private static final Set<Act> MORTAL = EnumSet.of(
            Act.SIGN_OUT,
            Act.OVERTAKEN_BY_SIGN_OUT,
            Act.OVERTAKEN_BY_THIEF,
            Act.THIEF_REFRESHES,
            Act.STEAL_FROM_AFAR,
            Act.USE_OLD_COOKIES,
            Act.LOSE);

    /** The code and the model disagree. */
    static final class Difference extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Difference(String message) {
            super(message, null, false, false);
        }
    }

    private record InFlight(
            RequestBuilder request, Session.Client from, Optional<String> token, Optional<Reply> answer) {}

    private static final int TABS = 3;

    private final ConfigDraft rules;
    private final Gate gate;
    private final ReferenceModel model;
    private final Browser browser;
    private final String session;
    private final Instant end;
    private final Duration accessLifetime;
    private final List<Duration> pauses;
    private final List<String> tokens = new ArrayList<>();
    private final List<Browser> jars = new ArrayList<>();
    private final Map<Integer, InFlight> tabs = new HashMap<>();
    private final Map<String, Instant> accessEnds = new HashMap<>();
    private Browser thief;

    History(ConfigDraft rules, SessionStore store) {
        this.rules = rules;
        gate = new Gate(rules, store);
        browser = gate.browser().signedIn("alice");
        session = browser.sessionId();
        thief = browser.copy();
        tokens.add(browser.refreshToken().orElseThrow());
        jars.add(browser.copy());
        model = new ReferenceModel(rules, gate.clock().instant(), browser.client());
        end = gate.clock().instant().plus(rules.sessionLifetime);
        accessLifetime = rules.accessLifetime;
        given(browser.jar().value(Browser.ACCESS).orElseThrow());
        Duration tick = Duration.ofMillis(1);
        pauses = Stream.concat(Stream.of(rules.grace, rules.accessLifetime), rules.idle.stream())
                .flatMap(limit -> Stream.of(limit.minus(tick), limit, limit.dividedBy(2), tick))
                .filter(pause -> !pause.isNegative())
                .toList();
    }

    void live(List<Step> steps) {
        steps.forEach(this::live);
        Session stored = gate.store().find(session).orElseThrow();
        same("ended", model.isEnded(), stored.revokedAt().isPresent());
        same("rotations", model.rotations(), gate.store().rotations());
    }

    ReferenceModel model() {
        return model;
    }

    private void live(Step step) {
        int tab = step.which() % TABS;
        switch (step.act()) {
            case REFRESH -> Stream.of(Act.SEND, Act.ARRIVE, Act.ANSWER).forEach(act -> live(new Step(act, tab)));
            case SEND -> tabs.put(tab, sent(browser));
            case ARRIVE -> tabs.computeIfPresent(tab, (key, request) -> arrived(request));
            case ANSWER ->
                Optional.ofNullable(tabs.remove(tab)).flatMap(InFlight::answer).ifPresent(this::keep);
            case LOSE -> tabs.remove(tab);
            case OVERTAKEN_BY_TAB -> overtaken(tab, () -> refresh(browser));
            case OVERTAKEN_BY_THIEF -> overtaken(tab, () -> refresh(thief));
            case OVERTAKEN_BY_SIGN_OUT -> overtaken(tab, this::signOut);
            case USE_OLD_COOKIES -> refresh(jars.get(step.which() % jars.size()).copy());
            case STEAL -> thief = browser.copy();
            case STEAL_FROM_AFAR ->
                thief = browser.copy().movedTo("203.0.113.9").updatedTo("curl/8.14.1");
            case MOVE -> browser.movedTo("198.51.100." + tab);
            case UPDATE -> browser.updatedTo("Firefox/" + tab);
            case FOLLOW -> follow(tab);
            case THIEF_REFRESHES -> refresh(thief);
            case THIEF_LOOKS -> look(thief);
            case LOOK -> look(browser);
            case SIGN_OUT -> signOut();
            case CLOCK -> gate.clock().advance(pause(step.which()));
        }
    }

    /** Now and then as far as the session's end, or just not. */
    private Duration pause(int which) {
        Duration left = Duration.between(gate.clock().instant(), end);
        return which == 0 && !left.isNegative() ? left.minusMillis(1) : pauses.get(which % pauses.size());
    }

    private void overtaken(int tab, Runnable rival) {
        gate.store().overtakenBy(rival);
        tabs.put(tab, sent(browser));
        tabs.computeIfPresent(tab, (key, request) -> arrived(request));
        gate.store().overtakenBy(() -> {});
    }

    private void follow(int tab) {
        live(new Step(Act.REFRESH, tab));
        gate.clock().advance(rules.grace.dividedBy(2));
        refresh(thief);
    }

    private void refresh(Browser who) {
        arrived(sent(who)).answer().ifPresent(reply -> who.jar().take(reply.cookies()));
        jars.add(who.copy());
    }

    private void keep(Reply reply) {
        browser.jar().take(reply.cookies());
        jars.add(browser.copy());
    }

    private static InFlight sent(Browser who) {
        return new InFlight(who.post(), who.client(), who.refreshToken(), Optional.empty());
    }

    private InFlight arrived(InFlight sent) {
        if (sent.answer().isPresent()) {
            return sent;
        }
        Reply reply = gate.refresh(sent.request());
        String expected = sent.token()
                .map(token -> model.refresh(
                        tokens.indexOf(token), sent.from(), gate.clock().instant()))
                .orElse("refresh_missing");
        same("refresh", expected, reply.status() == 200 ? String.valueOf(number(reply)) : code(reply));
        return new InFlight(sent.request(), sent.from(), sent.token(), Optional.of(reply));
    }

    /** Which of the tokens there are was given; one that was never seen is the next. */
    private int number(Reply reply) {
        given(cookie(reply, Browser.ACCESS));
        String given = cookie(reply, Browser.REFRESH);
        if (!tokens.contains(given)) {
            tokens.add(given);
        }
        return tokens.indexOf(given);
    }

    /** Not by way of a jar: what is given in the session's last second is to be forgotten at once. */
    private static String cookie(Reply reply, String name) {
        return reply.cookies().stream()
                .filter(cookie -> cookie.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private void look(Browser who) {
        Optional<String> access = who.jar().value(Browser.ACCESS);
        String expected = access.map(
                        token -> model.admit(accessEnds.get(token), gate.clock().instant()))
                .orElse("access_missing");
        same("look", expected, Browser.outcome(who.get()).replace("anonymous ", ""));
    }

    private void given(String accessToken) {
        // To the nearest second, but never past the session's end.
        Instant nearest = gate.clock().instant().plus(accessLifetime).plusMillis(500);
        accessEnds.put(accessToken, (nearest.isBefore(end) ? nearest : end).truncatedTo(ChronoUnit.SECONDS));
    }

    private void signOut() {
        boolean named = browser.refreshToken().isPresent();
        same("sign-out", 204, browser.signOut().status());
        if (named) {
            model.signOut(gate.clock().instant());
        }
    }

    private static void same(String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new Difference(what + ": the model says " + expected + ", the gate says " + actual);
        }
    }
}
