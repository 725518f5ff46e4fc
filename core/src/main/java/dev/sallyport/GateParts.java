package dev.sallyport;

import dev.sallyport.session.SessionStore;
import dev.sallyport.social.SocialStore;
import java.time.Clock;

/** What the application gives the gate besides its configuration. */
record GateParts(
        Keys keys,
        SessionStore sessions,
        SocialStore links,
        Accounts accounts,
        Clock clock,
        SecurityEvent.Listener listener,
        GateObserver observer) {}
