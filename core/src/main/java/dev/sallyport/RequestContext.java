package dev.sallyport;

import dev.sallyport.session.Session;
import dev.sallyport.web.Authorization;
import dev.sallyport.web.Cookies;
import dev.sallyport.web.Request;
import java.time.Instant;
import java.util.Optional;

/**
 * A request that has passed the first door.
 *
 * @param authorization the token in a header that it is judged by, and then by that alone
 * @param cookies the cookies of ours that it is judged by, none where it is by a header
 * @param now the instant it is judged at
 */
record RequestContext(Request request, Optional<Authorization> authorization, Cookies cookies, Instant now) {

    /** The same request, judged later: once its body has come, or what it had to wait for is over. */
    RequestContext at(Instant later) {
        return new RequestContext(request, authorization, cookies, later);
    }

    /** Who sent it, as far as a request tells. */
    Session.Client client() {
        String userAgent = request.header("User-Agent");
        return new Session.Client(userAgent == null ? "" : userAgent, request.remoteAddress());
    }

    /** Whether it relies on no cookie, so that no other site can have made a browser send it with one. */
    boolean isInHeaderForm() {
        return authorization.isPresent();
    }
}
