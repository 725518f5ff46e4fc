package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;

import dev.sallyport.http.Answer;
import dev.sallyport.http.HttpBrowser;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Somebody with a browser and an account at the providers "local" and "other". */
final class SocialVisitor {

    static final LocalProvider PROVIDER = LocalProvider.shared();

    private final HttpBrowser browser;
    private final String subject;

    private SocialVisitor(HttpBrowser browser, String subject) {
        this.browser = browser;
        this.subject = subject;
    }

    /** A server that knows both providers. */
    static ServerProcess server() {
        List<String> properties = new ArrayList<>(PROVIDER.properties("local", "Local provider"));
        properties.addAll(PROVIDER.properties("other", "Other provider"));
        return Launch.shared(properties.toArray(String[]::new));
    }

    /** Whom nobody has seen before. */
    static SocialVisitor stranger() {
        return new SocialVisitor(server().browser(), "stranger-" + UUID.randomUUID());
    }

    /** The same person with another browser. */
    SocialVisitor elsewhere() {
        return new SocialVisitor(server().browser(), subject);
    }

    HttpBrowser browser() {
        return browser;
    }

    String subject() {
        return subject;
    }

    /** Presses the button and is sent to the provider. */
    String start(String provider) {
        Answer sent = browser.get("/auth/social/" + provider + "/start?returnTo=/");
        assertThat(sent).hasStatus(303);
        return sent.header("Location").orElseThrow();
    }

    /** Presses the button, signs in at the provider, and is about to come back. */
    String trip(String provider, Map<String, ?> claims) {
        return PROVIDER.signIn(start(provider), subject, claims);
    }

    String trip(String provider) {
        return trip(provider, Map.of());
    }

    Answer signIn(String provider) {
        return browser.get(trip(provider));
    }

    /** As the session answer calls the account; empty: nobody is signed in. */
    String userId() {
        return browser.get("/auth/session").text("user.id");
    }

    /** The value in the query of an address. */
    static String parameter(String address, String name) {
        return Arrays.stream(URI.create(address).getRawQuery().split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + address));
    }
}
