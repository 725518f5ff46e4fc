package dev.sallyport.server.browser;

import java.util.Optional;

/**
 * One request that entered a {@link FlakyLine}, and what came of it.
 *
 * @param call such as {@code POST /auth/refresh}
 * @param nth how many of the same call there have been since the weather changed, with this one
 * @param status of the server's answer, or 0 when it gave none
 * @param delivered whether the browser was there to be given the answer
 * @param presented the refresh token that came along
 * @param issued the refresh token in the answer
 */
record Crossing(
        String call,
        int nth,
        long enteredAt,
        long answeredAt,
        int status,
        boolean delivered,
        Optional<String> presented,
        Optional<String> issued) {

    static final String REFRESH = "POST /auth/refresh";
    static final String SESSION = "GET /auth/session";

    static Crossing entering(String call, int nth, Optional<String> presented) {
        return new Crossing(call, nth, System.nanoTime(), 0, 0, false, presented, Optional.empty());
    }

    Crossing answered(int answer, Optional<String> token) {
        return new Crossing(call, nth, enteredAt, System.nanoTime(), answer, false, presented, token);
    }

    Crossing arrived() {
        return new Crossing(call, nth, enteredAt, answeredAt, status, true, presented, issued);
    }

    boolean is(String other) {
        return call.equals(other);
    }

    /** Whether it asks the server, as opposed to fetching a page or a script. */
    boolean isQuestion() {
        return call.contains(" /auth/") || call.contains(" /api/");
    }
}
