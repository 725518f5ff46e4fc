package dev.sallyport.spring.test.attack;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Set;

/** What CORS lets pages read whose origin only looks like the application's. */
final class OriginAttack {

    private static final String FIX =
            "compare whole origins with a list: scheme, host and port. Never reflect what was sent, and never allow \"null\".";

    private OriginAttack() {}

    static void run(Scene scene) {
        for (String origin : hostile(scene.target().application())) {
            Answer answer = scene.victim()
                    .call("GET", scene.target().shownAt())
                    .field("Origin", origin)
                    .field("Sec-Fetch-Site", "cross-site")
                    .send();
            if (mayRead(answer, origin) && scene.shows(answer)) {
                scene.found("A page whose origin is %s may read the account.".formatted(origin), FIX);
            }
            if (preflightAllows(scene, origin)) {
                scene.found(
                        "A page whose origin is %s is allowed to send requests with cookies.".formatted(origin), FIX);
            }
        }
    }

    static boolean preflightAllows(Scene scene, String origin) {
        Answer answer = scene.victim()
                .bare("OPTIONS", scene.target().change().path())
                .field("Origin", origin)
                .field("Access-Control-Request-Method", "POST")
                .field("Access-Control-Request-Headers", "content-type")
                .send();
        return answer.isOk() && mayRead(answer, origin);
    }

    /** The CORS check of the Fetch standard, for a request with credentials; and {@code *}, which some take for one. */
    private static boolean mayRead(Answer answer, String origin) {
        String allowed = answer.field("Access-Control-Allow-Origin");
        return (allowed.equalsIgnoreCase(origin) || allowed.equals("*"))
                && answer.field("Access-Control-Allow-Credentials").equals("true");
    }

    private static Set<String> hostile(URI application) {
        String scheme = application.getScheme();
        String host = application.getHost();
        String port = application.getPort() < 0 ? "" : ":" + application.getPort();
        Set<String> origins = new LinkedHashSet<>();
        origins.add("https://attacker.example");
        origins.add("null");
        origins.add("file://");
        origins.add("chrome-extension://attacker");
        origins.add(scheme + "://" + host + ".attacker.example" + port);
        origins.add(scheme + "://" + host + port + ".attacker.example");
        origins.add(scheme + "://attacker" + host + port);
        origins.add(scheme + "://attacker-" + host + port);
        origins.add(scheme + "://" + host + port + "@attacker.example");
        origins.add(scheme + "://attacker.example#" + host + port);
        origins.add(scheme + "://attacker.example/" + host + port);
        origins.add(scheme + "://" + host + "." + port);
        origins.add(scheme + "://" + host + "%60.attacker.example");
        origins.add(scheme + "://" + host + "_.attacker.example");
        origins.add(scheme + "://" + host + ":1");
        origins.add((scheme.equals("https") ? "http" : "https") + "://" + host + port);
        return origins;
    }
}
