package dev.sallyport;

import java.util.Map;

/** Does one thing with a gate that is warm, for {@code PathTrace} to watch. */
public final class RequestPath {

    private RequestPath() {}

    /** What is done by {@code names} one after the other, each between two {@link #mark}s. */
    public static void main(String[] names) {
        for (String name : names) {
            Browser alice = new Gate().browser();
            alice.open();
            if (!name.equals("sign-in")) {
                alice.signIn("alice");
                alice.refresh();
                alice.copy().get();
                alice.copy().postProfile();
            }
            if (name.equals("first-GET")) {
                alice.refresh();
            }
            Map<String, Runnable> operations = Map.of(
                    "GET", alice::get,
                    "first-GET", alice::get,
                    "POST", alice::postProfile,
                    "refresh", alice::refresh,
                    "session", alice::open,
                    "sign-in", () -> alice.signIn("alice"));
            mark(name);
            operations.get(name).run();
            mark("");
        }
    }

    /** From here on, {@code name} is done; nothing, if that is empty. */
    static void mark(String name) {}
}
