package dev.sallyport;

import dev.sallyport.social.Provider;
import dev.sallyport.social.Providers;

/** What every dealing with a provider needs. */
record Abroad(Providers providers, ProviderAnswers answers, Trips trips, SocialUsers users) {

    static Abroad of(SallyportConfig config, Wiring wiring) {
        return new Abroad(
                new Providers(config.social(), wiring.parts().clock()),
                new ProviderAnswers(wiring.parts().clock()),
                new Trips(wiring.tokens().trips(), config.path()),
                new SocialUsers(wiring));
    }

    /** The one with this id. */
    Provider provider(String id) {
        return providers.named(id).orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
    }
}
