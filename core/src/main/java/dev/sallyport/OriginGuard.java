package dev.sallyport;

import dev.sallyport.origin.CrossOriginCheck;
import dev.sallyport.web.Origin;
import dev.sallyport.web.Request;
import java.util.Optional;

/** The first door: what is wrong with where a request comes from. */
final class OriginGuard {

    private static final Optional<Problem> CROSS_SITE = Optional.of(Problem.of(Refusal.CROSS_SITE));
    private static final Optional<Problem> NOT_ALLOWED = Optional.of(Problem.of(Refusal.ORIGIN_NOT_ALLOWED));
    private static final Optional<Problem> LED_HERE = Optional.of(Problem.of(
            Refusal.CROSS_SITE, "A page of another site led here. Go on only if you want to sign in to this one."));

    private final CrossOriginCheck check;

    OriginGuard(CrossOriginCheck check) {
        this.check = check;
    }

    /** @param inHeader whether the request brings its token in a header */
    Optional<Problem> problem(Request request, boolean inHeader) {
        if (inHeader && request.isWebSocketHandshake() && request.header("Origin") == null) {
            // No page can put a header on a handshake, and every browser puts an Origin on it: this is a program.
            return Optional.empty();
        }
        return switch (check.check(request)) {
            case SAFE, TRUSTED, UNSTATED -> Optional.empty();
            case CROSS_SITE -> CROSS_SITE;
            case FOREIGN_ORIGIN -> NOT_ALLOWED;
        };
    }

    /** Of an endpoint that a link can open: a navigation that another site began must be confirmed first. */
    Optional<Problem> problemOfNavigation(Request request) {
        return check.checkNavigation(request).passes() ? Optional.empty() : LED_HERE;
    }

    /** Whether the request is not for cookies: an app's page caused it, or a site's that is neither ours nor on the list. */
    boolean isCausedElsewhere(Request request) {
        return isOfApp(request) || !check.origin(request).passes();
    }

    /** Whether the page is an app's or an extension's, for which SameSite and the prefixes of cookies promise nothing. */
    static boolean isOfApp(Request request) {
        return Origin.isOfApp(request.header("Origin"));
    }
}
