package dev.sallyport.spring.test;

import dev.sallyport.Decision;
import dev.sallyport.Sallyport;
import dev.sallyport.SignIn;
import dev.sallyport.User;
import dev.sallyport.config.SallyportConfig;
import dev.sallyport.web.Reply;
import dev.sallyport.web.Request;
import dev.sallyport.web.SetCookie;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Signs people in at the gate of the application that is tested, without asking for a password. */
public final class TestCallers {

    private static final String ADDRESS = "127.0.0.1";

    private final Sallyport gate;
    private final SallyportConfig config;
    private final TestAccounts accounts;

    TestCallers(Sallyport gate, SallyportConfig config, TestAccounts accounts) {
        this.gate = gate;
        this.config = config;
        this.accounts = accounts;
    }

    /** Opens a session. The user need not be known to the application's {@code Accounts}, which are asked at a refresh only. */
    public TestSession signIn(String userId, String... roles) {
        User user = new User(userId, userId, null, Set.of(roles));
        accounts.add(user);
        Map<String, String> cookies = new LinkedHashMap<>();
        Reply visit = kept(gate.session(request("GET", cookies, Map.of())), cookies);
        Map<String, List<String>> fields = new HashMap<>();
        fields.put("Content-Type", List.of("application/json"));
        fields.put("Content-Length", List.of("2"));
        fields.put(csrf(visit, "header"), List.of(csrf(visit, "token")));
        Reply signedIn = kept(
                gate.signIn(
                        request("POST", cookies, fields),
                        () -> SignIn.withPassword(Optional.of("cookie"), () -> Optional.of(user))),
                cookies);
        if (signedIn.status() != 200) {
            throw new IllegalStateException("The gate does not sign anybody in by cookies: " + signedIn.body());
        }
        return new TestSession(cookies, csrf(signedIn, "header"), csrf(signedIn, "token"));
    }

    TestSession signIn(CallerInTest.Name name) {
        return signIn(name.userId(), name.roles().toArray(String[]::new));
    }

    /** The name of the cookie that says who somebody is. */
    String accessCookie() {
        return config.cookies().access();
    }

    /** What the gate says of a request with this session. */
    Decision decision(TestSession session) {
        return gate.admit(request("GET", session.cookies(), Map.of()));
    }

    private Request request(String method, Map<String, String> cookies, Map<String, List<String>> fields) {
        Map<String, List<String>> all = new HashMap<>();
        fields.forEach((name, lines) -> all.put(name.toLowerCase(Locale.ROOT), lines));
        if (!cookies.isEmpty()) {
            all.put("cookie", List.of(TestSession.cookieLine(cookies)));
        }
        String own = config.origins().own().orElse("http://localhost");
        return new Request(
                method,
                config.path(),
                own,
                ADDRESS,
                name -> all.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
    }

    private static Reply kept(Reply reply, Map<String, String> cookies) {
        for (SetCookie cookie : reply.cookies()) {
            if (cookie.maxAge().filter(age -> age.isZero()).isPresent()) {
                cookies.remove(cookie.name());
            } else {
                cookies.put(cookie.name(), cookie.value());
            }
        }
        return reply;
    }

    private static String csrf(Reply reply, String member) {
        Object csrf = reply.body() instanceof Map<?, ?> body ? body.get("csrf") : null;
        if (csrf instanceof Map<?, ?> members && members.get(member) instanceof String text) {
            return text;
        }
        throw new IllegalStateException("The gate gives no CSRF token: " + reply.body());
    }
}
