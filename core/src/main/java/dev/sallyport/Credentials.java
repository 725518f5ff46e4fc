package dev.sallyport;

import dev.sallyport.web.Authorization;
import dev.sallyport.web.Cookies;
import java.util.Optional;

/**
 * What a request brought to be judged by: a token in the Authorization header, or else the HttpOnly cookies of ours.
 *
 * @param authorization the token in a header, well-formed or not; where there is one, it alone counts
 * @param cookies the cookies, none where a header counts
 */
record Credentials(Optional<Authorization> authorization, Cookies cookies) {

    /** Whether the request relies on no cookie, so that no other site can have made a browser send it with one. */
    boolean areInHeader() {
        return authorization.isPresent();
    }

    /** Why nothing may be read from them: of two cookies of one name, nobody knows which is ours [3]. */
    Optional<Problem> problem() {
        return cookies.duplicate() == null ? Optional.empty() : Optional.of(Problem.of(Refusal.DUPLICATE_COOKIE));
    }
}
