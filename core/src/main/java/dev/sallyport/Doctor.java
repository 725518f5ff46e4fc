package dev.sallyport;

import dev.sallyport.config.SallyportConfig;
import dev.sallyport.config.SallyportConfig.CookieNames;
import dev.sallyport.origin.Cors;
import dev.sallyport.web.Cookies;
import dev.sallyport.web.Origin;
import dev.sallyport.web.Reply;
import dev.sallyport.web.Reply.Header;
import dev.sallyport.web.Request;
import dev.sallyport.web.SetCookie;
import dev.sallyport.web.SetCookie.Attributes;
import dev.sallyport.web.SetCookie.SameSite;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the server can say for a page that looks for the reason why signing in does not work. It tells names, counts, lengths
 * and what the browser said of itself; never the value of a cookie, a token or a setting that holds a secret.
 */
final class Doctor {

    private static final Duration PROBE_LIFETIME = Duration.ofMinutes(2);
    private static final List<String> FORWARDED =
            List.of("Forwarded", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port");

    private final SallyportConfig config;
    private final Cors cors;
    private final OriginGuard origins;
    private final CsrfGuard csrf;
    private final SessionLookup lookup;
    private final PreSessionRegistry preSessions;
    private final ProblemReplies problems;

    Doctor(
            SallyportConfig config,
            Cors cors,
            OriginGuard origins,
            CsrfGuard csrf,
            SessionLookup lookup,
            PreSessionRegistry preSessions,
            ProblemReplies problems) {
        this.config = config;
        this.cors = cors;
        this.origins = origins;
        this.csrf = csrf;
        this.lookup = lookup;
        this.preSessions = preSessions;
        this.problems = problems;
    }

    /**
     * What came along with {@code request}. Only for our own page or the person: another page, listed or not, is told nothing
     * about anybody's browser.
     *
     * @param otherPage the origin of a page, as a person typed it, to judge by the real policies
     */
    Reply report(Request request, Optional<String> otherPage, Instant now) {
        String site = request.header("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return problems.untold(request, Problem.of(Refusal.CROSS_SITE), Optional.empty());
        }
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("time", now.toString());
        report.put("server", server(request));
        report.put(
                "request",
                Map.of(
                        "site",
                        Hints.quote(site),
                        "csrfHeader",
                        came(config.csrf().header(), request)));
        report.put("cookies", cookies(request));
        otherPage.ifPresent(origin -> report.put("otherPage", otherPage(origin, request)));
        return Reply.of(200, report).with(new Header("Cache-Control", "no-store"));
    }

    /** Sets the probe cookies, or removes them. */
    Reply probe(RequestContext context) {
        Optional<String> binding =
                lookup.live(context).map(SessionRef::sessionId).or(() -> preSessions.nameIn(context));
        RefusedException.throwIf(csrf.problem(context.request(), binding.orElse("")));
        return Reply.noContent().with(probes(context.request().method().equals("DELETE")));
    }

    /** Cookies like ours, attribute for attribute, or their removal. */
    private List<SetCookie> probes(boolean remove) {
        CookieNames names = config.cookies();
        Optional<Duration> age = Optional.of(remove ? Duration.ZERO : PROBE_LIFETIME);
        return List.of(
                new SetCookie(probe(names.access()), "1", age, new Attributes(true, names.secure(), names.sameSite())),
                new SetCookie(probe(names.visitor()), "1", age, new Attributes(true, names.secure(), SameSite.LAX)),
                new SetCookie(
                        probe(config.csrf().cookie()),
                        "1",
                        age,
                        new Attributes(false, names.secure(), SameSite.STRICT)));
    }

    private static String probe(String name) {
        return name + "-probe";
    }

    private Map<String, Object> server(Request request) {
        Map<String, Object> server = new LinkedHashMap<>();
        server.put("origin", request.ownOrigin());
        server.put("originIsConfigured", config.origins().own().isPresent());
        server.put(
                "forwarded",
                FORWARDED.stream().filter(name -> came(name, request)).toList());
        server.put("secureCookies", config.cookies().secure());
        server.put("csrfHeader", config.csrf().header());
        server.put("csrfCookie", config.csrf().cookie());
        server.put(
                "transports",
                config.transports().enabled().stream()
                        .map(transport -> transport.text())
                        .toList());
        return server;
    }

    private Map<String, Object> cookies(Request request) {
        CookieNames names = config.cookies();
        List<String> lines = request.headers().lines("Cookie");
        List<String> ours = Stream.concat(
                        names.all().stream(), Stream.of(config.csrf().cookie()))
                .toList();
        Map<String, Object> cookies = new LinkedHashMap<>();
        cookies.put("bytes", lines.stream().mapToInt(String::length).sum());
        cookies.put(
                "count",
                lines.stream().mapToLong(line -> line.split(";", -1).length).sum());
        cookies.put(
                "ours",
                ours.stream().filter(name -> cookie(name, lines) != null).toList());
        cookies.put(
                "twice",
                ours.stream()
                        .filter(name -> Cookies.read(lines, List.of(name)).duplicate() != null)
                        .toList());
        cookies.put(
                "probes",
                Stream.of(names.access(), names.visitor(), config.csrf().cookie())
                        .collect(
                                LinkedHashMap::new,
                                (all, name) -> all.put(probe(name), cookie(probe(name), lines) != null),
                                Map::putAll));
        return cookies;
    }

    /** The real policies, asked about requests that such a page would send. */
    private Map<String, Object> otherPage(String typed, Request request) {
        Map<String, Object> page = new LinkedHashMap<>();
        String origin = typed.strip();
        try {
            Origin.parse(origin);
        } catch (IllegalArgumentException wrong) {
            page.put("problem", Hints.quote(origin) + ": " + wrong.getMessage());
            return page;
        }
        Request preflight = asked(
                "OPTIONS",
                request,
                Map.of(
                        "Origin",
                        origin,
                        "Access-Control-Request-Method",
                        "POST",
                        "Access-Control-Request-Headers",
                        "content-type," + config.csrf().header()));
        Request get = asked("GET", request, Map.of("Origin", origin));
        Request post = asked("POST", request, Map.of("Origin", origin, "Sec-Fetch-Site", "cross-site"));
        Set<String> allowed =
                Set.copyOf(cors.check(get).headers().stream().map(Header::name).toList());
        page.put("origin", origin);
        page.put("isOurs", origin.equals(request.ownOrigin()));
        page.put("readable", allowed.contains("Access-Control-Allow-Origin"));
        page.put("withCookies", allowed.contains("Access-Control-Allow-Credentials"));
        page.put("preflight", cors.check(preflight).outcome() == Cors.Outcome.PREFLIGHT_GRANTED);
        page.put("mayChange", origins.problem(post, false).isEmpty());
        return page;
    }

    private static Request asked(String method, Request like, Map<String, String> fields) {
        return new Request(
                method,
                like.path(),
                like.ownOrigin(),
                like.remoteAddress(),
                name -> Optional.ofNullable(fields.get(name)).stream().toList());
    }

    private static boolean came(String name, Request request) {
        return request.header(name) != null;
    }

    private static @Nullable String cookie(String name, List<String> lines) {
        return Cookies.read(lines, List.of(name)).value(name);
    }
}
