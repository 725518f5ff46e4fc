package dev.sallyport;

import dev.sallyport.session.Session;
import dev.sallyport.web.Request;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that may be answered: its origin was checked, and its credentials were read.
 *
 * @param now the instant it is judged at
 * @param csrfToken the CSRF token in its header, once that was found good for the session it acts for
 */
record RequestContext(Request request, Credentials credentials, Instant now, Optional<String> csrfToken) {

    /** The same request, judged later: once its body has come, or what it had to wait for is over. */
    RequestContext at(Instant later) {
        return new RequestContext(request, credentials, later, csrfToken);
    }

    /** The same request, judged by other credentials. */
    RequestContext with(Credentials other) {
        return new RequestContext(request, other, now, Optional.empty());
    }

    /** The same request, its CSRF token found good. */
    RequestContext withCsrfToken(@Nullable String good) {
        return new RequestContext(request, credentials, now, Optional.ofNullable(good));
    }

    /** Without the CSRF token. */
    @Override
    public String toString() {
        return "RequestContext of " + request;
    }

    /** The client that sent it, as far as a request tells. */
    Session.Client client() {
        String userAgent = request.header("User-Agent");
        return new Session.Client(userAgent == null ? "" : userAgent, request.remoteAddress());
    }
}
