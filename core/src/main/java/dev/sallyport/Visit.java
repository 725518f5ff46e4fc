package dev.sallyport;

import dev.sallyport.web.Authorization;
import dev.sallyport.web.Cookies;
import dev.sallyport.web.Request;
import java.time.Instant;
import java.util.Optional;

/**
 * A request that has passed the first door.
 *
 * @param authorization the token that it offers in a header; it is then judged by that alone
 * @param cookies the cookies of ours that it brought, none where it offers a token in a header
 * @param now the instant it is judged at
 */
record Visit(Request request, Optional<Authorization> authorization, Cookies cookies, Instant now) {

    /** Whether it relies on no cookie, so that no other site can have made a browser send it with one. */
    boolean isInHeaderForm() {
        return authorization.isPresent();
    }
}
