package dev.sallyport.operations;

import dev.sallyport.session.InMemorySessionStore;
import dev.sallyport.session.RevocationSource;
import dev.sallyport.session.SessionStore;
import dev.sallyport.session.StoreUnavailableException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** A session store whose database can be taken away. */
final class SwitchableStore {

    private final SessionStore behind = new InMemorySessionStore();
    private volatile boolean away;

    void away(boolean isAway) {
        away = isAway;
    }

    SessionStore store() {
        return (SessionStore) Proxy.newProxyInstance(
                SessionStore.class.getClassLoader(), new Class<?>[] {SessionStore.class}, this::call);
    }

    private @Nullable Object call(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getName().equals("revocations")) {
            return RevocationSource.polling((SessionStore) proxy);
        }
        if (away) {
            throw new StoreUnavailableException("the test took it away");
        }
        try {
            return method.invoke(behind, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
