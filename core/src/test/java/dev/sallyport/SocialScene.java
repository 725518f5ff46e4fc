package dev.sallyport;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.sallyport.config.ConfigDraft;
import dev.sallyport.session.InMemorySessionStore;
import dev.sallyport.session.SessionStore;
import dev.sallyport.social.FakeProvider;
import dev.sallyport.social.Provider;
import dev.sallyport.social.ProviderCredential;
import dev.sallyport.web.Reply;
import dev.sallyport.web.Reply.Header;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A gate, a provider that it knows by two names, and people who travel between the two. */
final class SocialScene implements AutoCloseable {

    final Gate gate;
    final FakeProvider provider;
    private final ConfigDraft draft;

    SocialScene() {
        this(new ConfigDraft());
    }

    SocialScene(ConfigDraft draft) {
        this(draft, new InMemorySessionStore());
    }

    SocialScene(ConfigDraft draft, SessionStore sessions) {
        this.draft = draft;
        gate = new Gate(draft, sessions);
        provider = new FakeProvider(gate.clock());
        provider.twist(claims -> claims.claim("email", "newcomer@example.com"));
        configure(provider.settings());
    }

    private SocialScene(Gate gate, FakeProvider provider, ConfigDraft draft) {
        this.draft = draft;
        this.gate = gate;
        this.provider = provider;
    }

    /** The same people and the same provider at another node. */
    SocialScene at(Gate node) {
        return new SocialScene(node, provider, draft);
    }

    /** The provider as it is known from now on. */
    void know(String setting, String value) {
        Map<String, String> settings = provider.settings();
        settings.put(setting, value);
        configure(settings);
    }

    private void configure(Map<String, String> settings) {
        draft.social = List.of(Provider.read("test", settings), Provider.read("other", settings));
        gate.restart(draft);
    }

    /** From now on it says so of when people proved to it who they are; null: it does not say. */
    void says(@Nullable Instant authTime) {
        provider.twist(claims -> claims.claim("email", "newcomer@example.com")
                .claim("auth_time", authTime == null ? null : authTime.getEpochSecond()));
    }

    /** Begins a trip, and is at the provider. */
    URI start(Browser browser, String returnTo) {
        Reply reply = browser.keep(gate.sallyport()
                .social()
                .start(browser.request("GET", "/auth/social/test/start").build(), "test", Optional.of(returnTo)));
        return URI.create(location(reply));
    }

    /** Says yes at the provider, and is sent back with this. */
    Map<String, String> agree(Browser browser) {
        return provider.authorize(start(browser, "/account"));
    }

    Reply arrive(Browser browser, Map<String, String> parameters) {
        return arrive(browser, "test", parameters);
    }

    Reply arrive(Browser browser, String provider, Map<String, String> parameters) {
        return browser.keep(gate.sallyport()
                .social()
                .callback(
                        browser.arrival("/auth/social/" + provider + "/callback")
                                .build(),
                        provider,
                        parameters));
    }

    /** There and back. */
    Reply signIn(Browser browser) {
        return arrive(browser, agree(browser));
    }

    Reply link(Browser browser) {
        return browser.keep(gate.sallyport()
                .social()
                .link(
                        browser.request("POST", "/auth/social/test/link").build(),
                        "test",
                        () -> Optional.of("/account")));
    }

    /** What a page has the provider's own kit put into the token. */
    String nonce(Browser browser) {
        return Browser.text(
                browser.keep(gate.sallyport()
                        .social()
                        .nonce(browser.request("GET", "/auth/social/nonce").build())),
                "nonce");
    }

    /** What a page has that had its nonce put into the token. */
    ProviderCredential.IdToken idTokenOf(Browser browser) {
        String nonce = nonce(browser);
        return new ProviderCredential.IdToken(provider.idToken(with("nonce", nonce)), Optional.of(nonce));
    }

    /** What an app has whose token has no nonce. */
    ProviderCredential.IdToken idToken() {
        return new ProviderCredential.IdToken(provider.idToken(with("azp", FakeProvider.CLIENT_ID)), Optional.empty());
    }

    private static Consumer<JWTClaimsSet.Builder> with(String claim, String value) {
        return claims -> claims.claim("email", "newcomer@example.com").claim(claim, value);
    }

    Reply exchange(Browser browser, ProviderCredential evidence) {
        return exchange(browser, Optional.empty(), evidence);
    }

    /** As a program does that keeps its tokens itself. */
    Reply exchangeInHeaderForm(Browser browser, ProviderCredential evidence) {
        return exchange(browser, Optional.of("header"), evidence);
    }

    Reply exchange(Browser browser, Optional<String> transport, ProviderCredential evidence) {
        return browser.keep(gate.sallyport()
                .social()
                .exchange(
                        browser.request("POST", "/auth/social/test/exchange").build(),
                        "test",
                        () -> new Social.Exchange(transport, evidence)));
    }

    Reply identities(Browser browser) {
        return gate.sallyport()
                .social()
                .identities(browser.request("GET", "/auth/identities").build());
    }

    Reply unlink(Browser browser, String id) {
        return gate.sallyport()
                .social()
                .unlink(browser.request("DELETE", "/auth/identities/" + id).build(), id);
    }

    static String location(Reply reply) {
        return reply.headers().stream()
                .filter(header -> header.name().equals("Location"))
                .map(Header::value)
                .findFirst()
                .orElseThrow(() -> new AssertionError(reply.body().toString()));
    }

    @Override
    public void close() {
        provider.close();
    }
}
