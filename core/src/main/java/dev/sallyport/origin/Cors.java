package dev.sallyport.origin;

import dev.sallyport.web.Origin;
import dev.sallyport.web.Reply.Header;
import dev.sallyport.web.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which other origins may read our answers (Fetch standard section 3.2, the CORS protocol). It adds header fields and
 * judges preflights; whether a request may change anything is the business of {@link CrossOriginCheck}.
 */
public final class Cors {

    /** Far more than any page sends, far less than a hostile list that would cost time to look through [12]. */
    private static final int LONGEST_HEADER_LIST = 1024;

    /**
     * What listed origins may do.
     *
     * @param methods the methods a preflight may ask for, case-sensitive
     * @param headers the request header fields a preflight may ask for, in any case
     * @param exposed the answer's header fields that script may read
     * @param maxAge how long a browser may remember a preflight's answer
     * @param privateNetwork whether a page from the public network may reach this server in a private one (the draft Private
     *     Network Access)
     */
    public record Rules(
            Set<String> methods,
            Set<String> headers,
            Set<String> exposed,
            boolean credentials,
            Duration maxAge,
            boolean privateNetwork) {}

    /** What the request needs. */
    public enum Outcome {
        /** Go on, and add the header fields to whatever the answer will be. */
        ORDINARY,
        /** Answer 204 at once, before anyone asks who the caller is. */
        PREFLIGHT_GRANTED,
        /** Answer 403 at once, without a single allow header. */
        PREFLIGHT_REFUSED
    }

    /** What the check found, with the header fields that go on the answer, whatever its status. */
    public record Result(Outcome outcome, List<Header> headers) {}

    private static final Header VARY = new Header("Vary", "Origin");
    private static final Header VARY_PREFLIGHT = new Header(
            "Vary",
            "Origin, Access-Control-Request-Method, Access-Control-Request-Headers, "
                    + "Access-Control-Request-Private-Network");
    private static final Result OFF = new Result(Outcome.ORDINARY, List.of());
    private static final Result NOT_FOR_OTHERS = new Result(Outcome.ORDINARY, List.of(VARY));
    private static final Header ALLOW_PRIVATE_NETWORK = new Header("Access-Control-Allow-Private-Network", "true");

    private final TrustedOrigins trusted;
    private final Rules rules;
    private final Set<String> headersInLowerCase;
    private final List<Header> grants;
    private final List<Header> exposed;

    /** Opens answers to the origins in {@code trusted} as far as {@code rules} say; without origins CORS is off. */
    public Cors(TrustedOrigins trusted, Rules rules) {
        this.trusted = trusted;
        this.rules = rules;
        this.headersInLowerCase = rules.headers().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        this.exposed = rules.exposed().isEmpty()
                ? List.of()
                : List.of(new Header("Access-Control-Expose-Headers", list(rules.exposed())));
        this.grants = List.of(
                new Header("Access-Control-Allow-Methods", list(rules.methods())),
                new Header("Access-Control-Allow-Headers", list(rules.headers())),
                new Header(
                        "Access-Control-Max-Age", Long.toString(rules.maxAge().toSeconds())));
    }

    /** Judges one request. */
    public Result check(Request request) {
        if (request.isPreflight()) {
            return preflight(request);
        }
        if (trusted.isEmpty()) {
            return OFF;
        }
        String origin = request.header("Origin");
        if (origin == null || !trusted.contains(origin)) {
            return NOT_FOR_OTHERS;
        }
        List<Header> headers = new ArrayList<>(4);
        headers.add(VARY);
        allow(origin, headers);
        headers.addAll(exposed);
        return new Result(Outcome.ORDINARY, headers);
    }

    private Result preflight(Request request) {
        String origin = request.header("Origin");
        String method = request.header("Access-Control-Request-Method");
        String headers = request.header("Access-Control-Request-Headers");
        boolean intoPrivateNetwork = request.header("Access-Control-Request-Private-Network") != null;
        List<Header> answer = new ArrayList<>(7);
        answer.add(VARY_PREFLIGHT);
        boolean granted = trusted.contains(origin)
                && rules.methods().contains(method)
                && (headers == null || allAllowed(headers))
                && (rules.privateNetwork() || !intoPrivateNetwork);
        if (origin == null || !granted) {
            return new Result(Outcome.PREFLIGHT_REFUSED, answer);
        }
        allow(origin, answer);
        answer.addAll(grants);
        if (intoPrivateNetwork) {
            answer.add(ALLOW_PRIVATE_NETWORK);
        }
        return new Result(Outcome.PREFLIGHT_GRANTED, answer);
    }

    private void allow(String origin, List<Header> headers) {
        headers.add(new Header("Access-Control-Allow-Origin", origin));
        if (rules.credentials() && !Origin.isOfApp(origin)) {
            headers.add(new Header("Access-Control-Allow-Credentials", "true"));
        }
    }

    private static String list(Set<String> names) {
        return names.stream().sorted().collect(Collectors.joining(", "));
    }

    private boolean allAllowed(String list) {
        if (list.length() > LONGEST_HEADER_LIST) {
            return false;
        }
        for (String name : list.split(",", -1)) {
            String asked = name.strip().toLowerCase(Locale.ROOT);
            if (!asked.isEmpty() && !headersInLowerCase.contains(asked)) {
                return false;
            }
        }
        return true;
    }
}
