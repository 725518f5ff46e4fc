package dev.sallyport;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Users, all with the same password. */
final class People implements Accounts {

    static final String PASSWORD = "correct horse battery staple";

    private final Map<String, User> byName = new ConcurrentHashMap<>();

    /** Adds a user, or changes the one of that name. */
    void add(String name, Set<String> roles) {
        byName.put(name, new User("id-of-" + name, name, name + "@example.com", roles));
    }

    void remove(String name) {
        byName.remove(name);
    }

    @Override
    public Optional<User> authenticate(String username, String password) {
        return Optional.ofNullable(byName.get(username)).filter(user -> password.equals(PASSWORD));
    }

    @Override
    public Optional<User> find(String userId) {
        return byName.values().stream().filter(user -> user.id().equals(userId)).findFirst();
    }
}
