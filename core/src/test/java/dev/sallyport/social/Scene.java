package dev.sallyport.social;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sallyport.SettableClock;
import dev.sallyport.social.SocialException.Failure;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A fake provider, the providers that know it, and a clock. */
final class Scene implements AutoCloseable {

    static final AuthorizationParameters FLOW = new AuthorizationParameters(
            "https://app.example.com/auth/social/fake/callback",
            "the-state",
            "the-nonce",
            "v".repeat(43),
            Optional.empty());

    final SettableClock time = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
    final FakeProvider fake = new FakeProvider(time);
    Provider provider = Provider.read("fake", fake.settings());
    Providers providers = new Providers(List.of(provider), time);

    /** The same provider, configured otherwise. */
    Scene with(String... keysAndValues) {
        Map<String, String> settings = fake.settings();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return configured("fake", settings);
    }

    Scene configured(String id, Map<String, String> settings) {
        provider = Provider.read(id, settings);
        providers = new Providers(List.of(provider), time);
        return this;
    }

    /** The same trip, of somebody who is to prove who they are. */
    static AuthorizationParameters within(Duration maxAge) {
        return new AuthorizationParameters(
                FLOW.redirectUri(), FLOW.state(), FLOW.nonce(), FLOW.codeVerifier(), Optional.of(maxAge));
    }

    URI request() throws SocialException {
        return providers.authorizationRequest(provider, FLOW);
    }

    /** Alice signs in there and comes back. */
    Map<String, String> answer() throws SocialException {
        return fake.authorize(request());
    }

    Identity signIn() throws SocialException {
        return signIn(answer());
    }

    Identity signIn(Map<String, String> answer) throws SocialException {
        return providers.identify(provider, FLOW, answer).identity();
    }

    Identity show(ProviderCredential evidence) throws SocialException {
        return prove(evidence).identity();
    }

    ProviderAuthentication prove(ProviderCredential evidence) throws SocialException {
        return providers.identify(provider, evidence);
    }

    Identity showIdToken(String token) throws SocialException {
        return show(new ProviderCredential.IdToken(token, Optional.empty()));
    }

    static SocialException failure(ThrowingCallable attempt) {
        SocialException failed = catchThrowableOfType(SocialException.class, attempt);
        assertThat(failed).as("a refusal").isNotNull();
        assertThat(failed.getMessage())
                .doesNotContain("\n", "\r", FakeProvider.CLIENT_SECRET, FLOW.codeVerifier(), FLOW.nonce());
        return failed;
    }

    static Failure failureOf(ThrowingCallable attempt) {
        return failure(attempt).failure();
    }

    @Override
    public void close() {
        fake.close();
    }
}
