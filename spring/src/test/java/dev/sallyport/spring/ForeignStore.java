package dev.sallyport.spring;

import dev.sallyport.session.SessionStore;
import java.lang.reflect.Proxy;

/** A session store that is not one of ours, though it works like it. */
record ForeignStore(SessionStore inside) {

    SessionStore proxy() {
        return (SessionStore) Proxy.newProxyInstance(
                SessionStore.class.getClassLoader(),
                new Class<?>[] {SessionStore.class},
                (self, method, arguments) -> method.invoke(inside, arguments));
    }
}
