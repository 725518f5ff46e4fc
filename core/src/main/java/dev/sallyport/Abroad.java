package dev.sallyport;

import dev.sallyport.social.Provider;
import dev.sallyport.social.Providers;

/** What every dealing with a provider needs. */
record Abroad(Providers providers, ProviderFailures answers, StateCodec trips, FederatedAccounts users) {

    static Abroad of(SallyportConfig config, Wiring wiring) {
        return new Abroad(
                new Providers(config.social(), wiring.parts().clock()),
                new ProviderFailures(wiring.parts().clock()),
                new StateCodec(wiring.tokens().trips(), config.path()),
                new FederatedAccounts(wiring));
    }

    /** The one with this id. */
    Provider provider(String id) {
        return providers.named(id).orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
    }
}
