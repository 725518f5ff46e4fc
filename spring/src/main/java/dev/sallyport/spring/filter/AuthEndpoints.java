package dev.sallyport.spring.filter;

import dev.sallyport.Problem;
import dev.sallyport.Refusal;
import dev.sallyport.RefusedException;
import dev.sallyport.Sallyport;
import dev.sallyport.SignIn;
import dev.sallyport.config.SallyportConfig;
import dev.sallyport.spring.body.FormFields;
import dev.sallyport.spring.body.JsonBody;
import dev.sallyport.spring.limit.PasswordThrottle;
import dev.sallyport.spring.limit.PasswordThrottle.Guest;
import dev.sallyport.spring.limit.ProviderThrottle;
import dev.sallyport.spring.limit.SignInQueue;
import dev.sallyport.spring.observation.EndpointObservations;
import dev.sallyport.web.Reply;
import dev.sallyport.web.Reply.Header;
import dev.sallyport.web.Request;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.ServerHttpObservationFilter;

/**
 * Routes the endpoints of the HTTP contract to the core.
 *
 * <p>They are served in front of the application's own web framework, not by it: its message converters, exception handlers
 * and path rules are the application's to change, and the contract is not.
 */
final class AuthEndpoints {

    private static final Logger LOG = LoggerFactory.getLogger(AuthEndpoints.class);
    private static final String KEY_SET = "/.well-known/jwks.json";
    private static final Pattern ID = Pattern.compile("^(sessions|identities)/.+");
    private static final Pattern PROVIDER = Pattern.compile("^social/[^/]+/");

    @FunctionalInterface
    interface Handler {
        Reply handle(Request request, HttpServletRequest servlet);
    }

    private final Sallyport sallyport;
    private final SignInQueue queue;
    private final PasswordThrottle passwords;
    private final SocialEndpoints social;
    private final EndpointObservations observations;
    private final String base;
    private final Map<String, Map<String, Handler>> routes = new LinkedHashMap<>();

    AuthEndpoints(
            Sallyport sallyport,
            SignInQueue queue,
            PasswordThrottle passwords,
            ProviderThrottle providers,
            EndpointObservations observations,
            SallyportConfig config) {
        this.sallyport = sallyport;
        this.queue = queue;
        this.passwords = passwords;
        this.social = new SocialEndpoints(sallyport, providers);
        this.observations = observations;
        this.base = config.path();
        route("GET", "/session", (request, servlet) -> sallyport.session(request));
        route("POST", "/login", this::login);
        route("POST", "/refresh", this::refresh);
        route("POST", "/logout", (request, servlet) -> sallyport.signOut(request));
        route("POST", "/logout/all", (request, servlet) -> sallyport.signOutEverywhere(request));
        route("GET", "/sessions", (request, servlet) -> sallyport.sessions(request));
        route("DELETE", "/sessions", (request, servlet) -> sallyport.endOtherSessions(request));
        route("POST", "/verify", this::verify);
        if (config.diagnostics()) {
            route("GET", "/doctor/report", this::examine);
            route("POST", "/doctor/probe", this::examine);
            route("DELETE", "/doctor/probe", this::examine);
        }
    }

    /** Whether the path is ours to answer. */
    boolean own(String path) {
        boolean isBelow =
                path.startsWith(base) && (path.length() == base.length() || path.charAt(base.length()) == '/');
        return isBelow || path.equals(KEY_SET);
    }

    /** Whether a body of this type is any use at a path of ours: one place takes a form and all others JSON. */
    boolean takesBody(Request request) {
        boolean form =
                request.path().startsWith(base + "/social/") && request.path().endsWith("/callback");
        return form ? FormFields.isForm(request.header("Content-Type")) : request.isJson();
    }

    /** Answers a request whose path is {@linkplain #own ours}. */
    Reply answer(Request request, HttpServletRequest servlet) {
        Map<String, Handler> handlers = handlers(request.path());
        if (handlers.isEmpty()) {
            return sallyport.refuse(request, Problem.of(Refusal.NOT_FOUND));
        }
        String method = request.method().equals("HEAD") ? "GET" : request.method();
        Handler handler = handlers.get(method);
        if (handler == null) {
            return sallyport
                    .refuse(request, Problem.of(Refusal.METHOD_NOT_ALLOWED))
                    .with(new Header("Allow", String.join(", ", handlers.keySet())));
        }
        String endpoint = endpoint(request.path());
        // Or the metrics of Spring's own would count it among those that nobody knows.
        ServerHttpObservationFilter.findObservationContext(servlet)
                .ifPresent(observed ->
                        observed.setPathPattern(endpoint.equals(KEY_SET) ? KEY_SET : base + "/" + endpoint));
        return observations.observe(method, endpoint, () -> handled(handler, request, servlet));
    }

    private Reply handled(Handler handler, Request request, HttpServletRequest servlet) {
        try {
            return handler.handle(request, servlet);
        } catch (RefusedException reason) {
            return sallyport.refuse(request, reason.problem());
        } catch (RuntimeException fault) {
            // Out here no error page of the application's would keep to the contract, or keep quiet about the cause.
            LOG.error("{} failed; it was answered 500", request, fault);
            return sallyport.refuse(request, Problem.of(Refusal.INTERNAL_ERROR));
        }
    }

    /** The name of the endpoint at this path, without ids: there is no end of those that a stranger can make up. */
    private String endpoint(String path) {
        if (path.equals(KEY_SET)) {
            return KEY_SET;
        }
        String below = path.substring(base.length());
        String place = below.substring(1);
        if (routes.containsKey(below)) {
            return place;
        }
        return PROVIDER.matcher(ID.matcher(place).replaceFirst("$1/{id}")).replaceFirst("social/{provider}/");
    }

    private Map<String, Handler> handlers(String path) {
        if (path.equals(KEY_SET)) {
            return Map.of("GET", (request, servlet) -> sallyport.keySet());
        }
        String place = path.substring(base.length());
        String id = place.startsWith("/sessions/") ? place.substring("/sessions/".length()) : "";
        if (!id.isEmpty() && id.indexOf('/') < 0) {
            return Map.of("DELETE", (request, servlet) -> sallyport.endSession(request, id));
        }
        Map<String, Handler> here = routes.getOrDefault(place, Map.of());
        return here.isEmpty() && place.length() > 1 ? social.handlers(place) : here;
    }

    private void route(String method, String place, Handler handler) {
        routes.computeIfAbsent(place, any -> new TreeMap<>()).put(method, handler);
    }

    private Reply login(Request request, HttpServletRequest servlet) {
        return sallyport.signIn(request, () -> {
            JsonBody body = JsonBody.of(request, servlet);
            String username = body.requiredText("username");
            String password = body.requiredText("password");
            String account = passwords.account(username);
            String address = request.remoteAddress();
            return SignIn.withPassword(
                    body.text("transport"),
                    account,
                    device -> passwords.attempt(
                            new Guest(account, address, device),
                            () -> queue.authenticate(address, username, password)));
        });
    }

    private Reply refresh(Request request, HttpServletRequest servlet) {
        return sallyport.refresh(
                request,
                () -> request.hasBody() ? JsonBody.of(request, servlet).text("refreshToken") : Optional.empty());
    }

    private Reply verify(Request request, HttpServletRequest servlet) {
        return sallyport.verify(request, () -> JsonBody.of(request, servlet).requiredText("token"));
    }

    private Reply examine(Request request, HttpServletRequest servlet) {
        try {
            return sallyport.examine(request, Optional.ofNullable(servlet.getParameter("page")));
        } catch (IllegalStateException unreadable) {
            throw new RefusedException(Refusal.MALFORMED_REQUEST, "The query cannot be decoded.");
        }
    }
}
