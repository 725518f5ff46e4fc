package dev.sallyport;

import dev.sallyport.token.CsrfTokens;
import dev.sallyport.web.Request;
import java.util.Optional;

/** The second door: what is wrong with the CSRF token of a request that changes something. */
final class CsrfGuard {

    private final CsrfTokens tokens;
    private final String header;

    CsrfGuard(CsrfTokens tokens, String header) {
        this.tokens = tokens;
        this.header = header;
    }

    /** Why a request for the application is refused. An unauthenticated request needs no CSRF token. */
    Optional<Problem> problem(RequestContext context, Authentication authentication) {
        return context.request().isSafe()
                ? Optional.empty()
                : authentication.caller().flatMap(caller -> problem(context, SessionRef.of(caller)));
    }

    /** Why a request that acts for a session is refused. One with its access token in a header needs no CSRF token. */
    Optional<Problem> problem(RequestContext context, SessionRef session) {
        return context.credentials().areInHeader()
                ? Optional.empty()
                : problem(context.request(), session.sessionId()).map(found -> found.about(session));
    }

    /** The same request, which remembers its CSRF token now that it was verified. */
    RequestContext verified(RequestContext context) {
        return context.withCsrfToken(context.request().header(header));
    }

    /** A problem, unless the request carries a CSRF token that was issued for {@code binding}. */
    Optional<Problem> problem(Request request, String binding) {
        String token = request.header(header);
        if (token == null || token.isEmpty()) {
            return Optional.of(Problem.of(Refusal.CSRF_MISSING));
        }
        return tokens.matches(token, binding) ? Optional.empty() : Optional.of(Problem.of(Refusal.CSRF_MISMATCH));
    }
}
