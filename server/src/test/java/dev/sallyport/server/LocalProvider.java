package dev.sallyport.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import tools.jackson.databind.json.JsonMapper;

/**
 * OpenID providers in this process, as many as paths are asked for: each has its own keys. Who signs in is whoever they
 * say they are.
 */
public final class LocalProvider implements AutoCloseable {

    public static final String CLIENT = "sallyport-test";
    static final String SECRET = "a-client-secret-of-the-tests";

    private static final long HOUR = 3600;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private MockOAuth2Server server = new MockOAuth2Server(new OAuth2Config(true));
    private final int port;

    private LocalProvider() {
        server.start(0);
        port = server.baseUrl().port();
    }

    private static final class Shared {
        private static final LocalProvider PROVIDER = new LocalProvider();
    }

    /** The one that is there until the tests end. */
    public static LocalProvider shared() {
        return Shared.PROVIDER;
    }

    static LocalProvider ofItsOwn() {
        return new LocalProvider();
    }

    /** What tells a server about the provider with this path. */
    public List<String> properties(String id, String name) {
        String property = "--sallyport.social." + id + ".";
        return List.of(
                property + "name=" + name,
                property + "issuer=" + issuer(id),
                property + "client-id=" + CLIENT,
                property + "client-secret=" + SECRET);
    }

    String issuer(String id) {
        return server.issuerUrl(id).toString();
    }

    /**
     * Sends its sign-in form. Unless the claims say otherwise, it says that the person proved just now who they are.
     *
     * @param location where a server sent the browser
     * @return where the provider sends it back to, as path and query
     */
    String signIn(String location, String subject, Map<String, ?> claims) {
        Map<String, Object> said =
                new HashMap<>(Map.of("auth_time", Instant.now().getEpochSecond()));
        said.putAll(claims);
        String form = "username=" + encoded(subject) + "&claims="
                + encoded(JsonMapper.shared().writeValueAsString(said));
        URI back = URI.create(post(location, form));
        return back.getRawPath() + "?" + back.getRawQuery();
    }

    String signIn(String location, String subject) {
        return signIn(location, subject, Map.of());
    }

    /** An ID token as the page of an application gets it from the provider's own button. */
    String idToken(String id, String subject, Map<String, Object> claims) {
        return issue(id, subject, CLIENT, CLIENT, claims, HOUR);
    }

    /**
     * A token that was not made for us, or not only.
     *
     * @param audience whom it is for
     * @param party who asked for it
     */
    String idTokenFor(String audience, String party, String subject) {
        return issue("local", subject, audience, party, Map.of(), HOUR);
    }

    String expiredIdToken(String id, String subject, Map<String, Object> claims) {
        return issue(id, subject, CLIENT, CLIENT, claims, -HOUR);
    }

    /** Makes it unreachable. */
    void stop() {
        server.shutdown();
    }

    /** On the same port. */
    void startAgain() {
        server = new MockOAuth2Server(new OAuth2Config(true));
        server.start(port);
    }

    @Override
    public void close() {
        stop();
    }

    private String issue(
            String id, String subject, String audience, String party, Map<String, Object> claims, long lifetime) {
        return server.issueToken(
                        id,
                        party,
                        new DefaultOAuth2TokenCallback(id, subject, "JWT", List.of(audience), claims, lifetime))
                .serialize();
    }

    private static String post(String location, String form) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(location))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        try {
            var answer = HTTP.send(request, BodyHandlers.ofString());
            return answer.headers().firstValue("Location").orElseThrow(() -> new AssertionError(answer.body()));
        } catch (IOException brokenOff) {
            throw new UncheckedIOException(brokenOff);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
