package dev.sallyport;

import dev.sallyport.origin.CrossOriginCheck;
import dev.sallyport.token.CsrfTokens;
import dev.sallyport.web.Authorization;
import dev.sallyport.web.Cookies;
import dev.sallyport.web.Origin;
import dev.sallyport.web.Request;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The two doors as steps that let a request through or end it. */
final class Doors {

    private final CrossOriginCheck crossOrigin;
    private final CsrfTokens csrf;
    private final String csrfHeader;
    private final List<String> cookieNames;
    private final Set<String> schemes;
    private final Set<String> anonymousPaths;

    Doors(SallyportConfig config, CrossOriginCheck crossOrigin, CsrfTokens csrf) {
        this.crossOrigin = crossOrigin;
        this.csrf = csrf;
        this.csrfHeader = config.csrf().header();
        this.cookieNames = config.cookies().all();
        this.schemes = config.transports().schemes();
        this.anonymousPaths = config.csrf().anonymousPaths();
    }

    /** The token that the request offers in the Authorization header, well-formed or not. */
    Optional<Authorization> authorization(Request request) {
        return Authorization.read(request.headers(), schemes);
    }

    /** The first door: where the request comes from. */
    void requireTrustedOrigin(Request request, boolean inHeaderForm) {
        if (inHeaderForm && request.isWebSocketHandshake() && request.header("Origin") == null) {
            // No page can put a header on a handshake, and every browser puts an Origin on it: this is a program.
            return;
        }
        switch (crossOrigin.check(request)) {
            case SAFE, TRUSTED, UNSTATED -> {}
            case CROSS_SITE -> throw new RefusedException(Refusal.CROSS_SITE);
            case FOREIGN_ORIGIN -> throw new RefusedException(Refusal.ORIGIN_NOT_ALLOWED);
        }
    }

    /** Where other sites can send people to at will, only those go on at once whom a page of ours sent, or nobody did. */
    void requireNavigationOfOurs(Request request) {
        if (!crossOrigin.checkNavigation(request).passes()) {
            throw new RefusedException(
                    Refusal.CROSS_SITE,
                    "A page of another site led here. Go on only if you want to sign in to this one.");
        }
    }

    /**
     * Whether the first door is shut to the request but it may pass by it, neither its cookies nor its header read, so that it
     * can do no more than anybody could without them.
     */
    boolean letsInAsNobodys(Request request) {
        return anonymousPaths.contains(request.path()) && !admitsFrom(request);
    }

    /** Whether the first door is open to such a request. */
    boolean admitsFrom(Request request) {
        return crossOrigin.check(request).passes();
    }

    /** Whether the request is not for cookies: an app's page caused it, or a site's that is neither ours nor on the list. */
    boolean isCausedElsewhere(Request request) {
        return isOfApp(request) || !crossOrigin.origin(request).passes();
    }

    /** Whether the page is an app's or an extension's, for which SameSite and the prefixes of cookies promise nothing. */
    boolean isOfApp(Request request) {
        return Origin.isOfApp(request.header("Origin"));
    }

    /** What else an HTML form can send must never be read as a request [9]. */
    void requireJsonBody(Request request) {
        if (request.hasBody() && !request.isJson()) {
            throw new RefusedException(Refusal.UNSUPPORTED_MEDIA_TYPE);
        }
    }

    /** The HttpOnly cookies of ours that came along, each at most once [3]; from an app's or an extension's page, none count. */
    Cookies cookies(Request request) {
        if (isOfApp(request)) {
            return Cookies.NONE;
        }
        Cookies cookies = Cookies.read(request.headers().lines("Cookie"), cookieNames);
        if (cookies.duplicate() != null) {
            throw new RefusedException(Refusal.DUPLICATE_COOKIE);
        }
        return cookies;
    }

    /** The same visit by its cookies, as if the header had not come. */
    RequestContext byCookies(RequestContext context) {
        return new RequestContext(context.request(), Optional.empty(), cookies(context.request()), context.now());
    }

    /** The second door, where there is one: what relies on no cookie cannot have been sent by another site's page. */
    void requireSecondDoor(RequestContext context, SessionRef ref) {
        if (context.isInHeaderForm()) {
            return;
        }
        try {
            requireCsrfToken(context.request(), ref.sessionId());
        } catch (RefusedException reason) {
            throw reason.about(ref);
        }
    }

    /** A token that only a page of ours can have read, made for {@code binding}. */
    void requireCsrfToken(Request request, String binding) {
        String token = request.header(csrfHeader);
        if (token == null || token.isEmpty()) {
            throw new RefusedException(Refusal.CSRF_MISSING);
        }
        if (!csrf.matches(token, binding)) {
            throw new RefusedException(Refusal.CSRF_MISMATCH);
        }
    }
}
