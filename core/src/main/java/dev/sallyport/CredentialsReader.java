package dev.sallyport;

import dev.sallyport.config.SallyportConfig;
import dev.sallyport.web.Authorization;
import dev.sallyport.web.Cookies;
import dev.sallyport.web.Origin;
import dev.sallyport.web.Request;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the credentials of a request, each header once. */
final class CredentialsReader {

    private final List<String> cookieNames;
    private final Set<String> schemes;

    CredentialsReader(SallyportConfig config) {
        this.cookieNames = config.cookies().all();
        this.schemes = config.transports().schemes();
    }

    /** Those that count at an endpoint. */
    Credentials read(Request request, CredentialSources sources) {
        Optional<Authorization> token = sources.readsHeader() ? authorization(request) : Optional.empty();
        boolean byCookies = token.isEmpty() && sources.readsCookies();
        return new Credentials(token, byCookies ? cookies(request) : Cookies.NONE);
    }

    /**
     * The same request by its cookies, as if no Authorization header had come.
     *
     * @throws RefusedException if one of them came twice
     */
    RequestContext byCookies(RequestContext context) {
        Credentials credentials = new Credentials(Optional.empty(), cookies(context.request()));
        RefusedException.throwIf(credentials.problem());
        return context.with(credentials);
    }

    /** The token that the request offers in the Authorization header, well-formed or not. */
    Optional<Authorization> authorization(Request request) {
        return Authorization.read(request.headers(), schemes);
    }

    /** From the page of an app or an extension no cookie counts: SameSite and the name prefixes promise nothing there. */
    private Cookies cookies(Request request) {
        return Origin.isOfApp(request.header("Origin"))
                ? Cookies.NONE
                : Cookies.read(request.headers().lines("Cookie"), cookieNames);
    }
}
