package dev.sallyport.bench;

import dev.sallyport.Sallyport;
import dev.sallyport.key.Algorithm;
import dev.sallyport.key.SigningKey;
import dev.sallyport.session.InMemorySessionStore;
import dev.sallyport.session.SessionStore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a node's heap has for each live session.
 *
 * @param what where the sessions are, and whether their tokens were shown
 * @param bytes for each
 */
record SessionHeap(String what, long bytes) {

    /** Fewer than the tokens that are remembered, or some would be forgotten while they are counted. */
    private static final int SESSIONS = 5_000;

    static List<SessionHeap> measured() {
        return List.of(
                of("in memory", new InMemorySessionStore(), false),
                of("in memory, each with a token that was shown", new InMemorySessionStore(), true),
                of("in a database", elsewhere(), false));
    }

    private static SessionHeap of(String what, SessionStore store, boolean shown) {
        try (GateState gate = GateState.of(SigningKey.generate(Algorithm.HS256), GateState.config(), store)) {
            open(gate.sallyport(), shown);
            long before = used();
            open(gate.sallyport(), shown);
            long after = used();
            return new SessionHeap(what, Math.max(0, after - before) / SESSIONS);
        }
    }

    private static void open(Sallyport sallyport, boolean shown) {
        for (int i = 0; i < SESSIONS; i++) {
            Page page = new Page(sallyport).signIn(GateState.ANN);
            if (shown) {
                Admitted.check(sallyport, page.get());
            }
        }
    }

    /** Twice: what the first collection finds to have ended may hold more that the second finds. */
    private static long used() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** A store that opens sessions and has none of them on this heap. */
    private static SessionStore elsewhere() {
        return (SessionStore) Proxy.newProxyInstance(
                SessionStore.class.getClassLoader(),
                new Class<?>[] {SessionStore.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "open", "find" -> Optional.empty();
                    case "revocations" -> InvocationHandler.invokeDefault(proxy, method, arguments);
                    case "revokedSince" -> Map.of();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
