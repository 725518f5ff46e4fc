package dev.sallyport;

import dev.sallyport.config.ConfigDraft;
import dev.sallyport.config.SallyportConfig;
import dev.sallyport.key.HmacKey;
import dev.sallyport.session.InMemorySessionStore;
import dev.sallyport.session.RevocationSource;
import dev.sallyport.session.SessionStore;
import dev.sallyport.session.ShakyStore;
import dev.sallyport.social.InMemorySocialStore;
import dev.sallyport.social.SocialStore;
import dev.sallyport.web.Reply;
import dev.sallyport.web.RequestBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** The gate and everything behind it in one process, without HTTP; alice and bob have accounts. */
final class Gate {

    /** Not on a full second: tokens are dated to the second and sessions to the millisecond. */
    static final Instant START = Instant.parse("2026-03-01T12:00:00.500Z");

    private SallyportConfig config;
    private final HmacKey key;
    private final SettableClock clock;
    private final ShakyStore store;
    private final People people;
    private final SocialStore links;
    private final List<SecurityEvent> events = new CopyOnWriteArrayList<>();
    private SecurityEvent.Listener listener = events::add;
    private GateObserver observer = new GateObserver() {};
    private Sallyport sallyport;

    Gate() {
        this(new ConfigDraft());
    }

    Gate(ConfigDraft draft) {
        this(draft, new InMemorySessionStore());
    }

    Gate(ConfigDraft draft, SessionStore sessions) {
        config = draft.build();
        key = HmacKey.random();
        clock = new SettableClock(START);
        store = new ShakyStore(sessions);
        people = new People();
        links = new InMemorySocialStore();
        people.add("alice", Set.of("user", "admin"));
        people.add("bob", Set.of("user"));
        restart();
    }

    private Gate(Gate other, ShakyStore sessions) {
        config = other.config;
        key = other.key;
        clock = other.clock;
        store = sessions;
        people = other.people;
        links = other.links;
        restart();
    }

    /** Another node beside this one, with everything shared but what each has in memory. */
    Gate anotherNode() {
        return new Gate(this, store);
    }

    /** Another node with a way of its own to the sessions. */
    Gate anotherNode(SessionStore sessions) {
        return new Gate(this, new ShakyStore(sessions));
    }

    /** A new process, with the same key and the same store. */
    void restart() {
        sallyport = Sallyport.builder(config, Keys.of(key), store, people, clock)
                .links(links)
                .listener(listener)
                .observer(observer)
                .build();
    }

    /** A new process with a listener that does this besides. */
    void restart(SecurityEvent.Listener other) {
        listener = event -> {
            events.add(event);
            other.on(event);
        };
        restart();
    }

    /** A new process whose doings this measures. */
    void restart(GateObserver measuring) {
        observer = measuring;
        restart();
    }

    /** A new process with another configuration. */
    void restart(ConfigDraft draft) {
        config = draft.build();
        restart();
    }

    Sallyport sallyport() {
        return sallyport;
    }

    SettableClock clock() {
        return clock;
    }

    ShakyStore store() {
        return store;
    }

    SocialStore links() {
        return links;
    }

    People people() {
        return people;
    }

    HmacKey key() {
        return key;
    }

    /** What happened, without what happens all the time. */
    List<SecurityEvent.Kind> events() {
        return events.stream()
                .map(SecurityEvent::kind)
                .filter(kind -> !kind.isFrequent() || kind == SecurityEvent.Kind.SIGN_IN_REJECTED)
                .toList();
    }

    /** All that the listener was told. */
    List<SecurityEvent> told() {
        return events;
    }

    /** The last thing that it was told. */
    SecurityEvent lastTold() {
        return events.get(events.size() - 1);
    }

    /** This node hears what others ended, as its thread would four times a second. */
    void hear() {
        hear(RevocationSource.polling(store));
    }

    void hear(RevocationSource source) {
        try {
            sallyport.pollRevocations(source);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** A browser that was never here. */
    Browser browser() {
        return new Browser(this, new CookieJar(clock));
    }

    Reply refresh(RequestBuilder request) {
        return sallyport.refresh(request.build(), Optional::empty);
    }

    Reply signIn(RequestBuilder request, String name, String password) {
        return sallyport.signIn(
                request.build(),
                () -> SignIn.withPassword(Optional.empty(), () -> people.authenticate(name, password)));
    }
}
