package dev.sallyport;

import dev.sallyport.config.SallyportConfig;
import dev.sallyport.session.SessionStore;
import dev.sallyport.social.InMemorySocialStore;
import dev.sallyport.social.SocialStore;
import java.time.Clock;

/** Collects what a gate is built from; {@link Sallyport#builder} begins it. */
public final class SallyportBuilder {

    private final SallyportConfig config;
    private final Keys keys;
    private final SessionStore sessions;
    private final Accounts accounts;
    private final Clock clock;
    private SocialStore links = new InMemorySocialStore();
    private SecurityEvent.Listener listener = event -> {};
    private GateObserver observer = new GateObserver() {};

    SallyportBuilder(SallyportConfig config, Keys keys, SessionStore sessions, Accounts accounts, Clock clock) {
        this.config = config;
        this.keys = keys;
        this.sessions = sessions;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** The store of links to accounts at providers. By default the links are gone when the process ends. */
    public SallyportBuilder links(SocialStore store) {
        this.links = store;
        return this;
    }

    /** The listener for security events. By default there is none. */
    public SallyportBuilder listener(SecurityEvent.Listener told) {
        this.listener = told;
        return this;
    }

    /** Who measures what the gate does. By default nobody. */
    public SallyportBuilder observer(GateObserver told) {
        this.observer = told;
        return this;
    }

    /** Opens the gate, and learns from the store what ended shortly before, so that a restart revives no token. */
    public Sallyport build() {
        return new Sallyport(config, new GateParts(keys, sessions, links, accounts, clock, listener, observer));
    }
}
