package dev.sallyport;

import dev.sallyport.session.StoreUnavailableException;
import dev.sallyport.social.Identity;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Users, all with the same password. */
final class People implements Accounts {

    static final String PASSWORD = "correct horse battery staple";

    private volatile boolean open = true;
    private volatile boolean numbered;
    private volatile boolean away;
    private final Map<String, User> byName = new ConcurrentHashMap<>();

    /** Adds a user, or changes the one of that name. */
    void add(String name, Set<String> roles) {
        byName.put(name, new User("id-of-" + name, name, name + "@example.com", roles));
    }

    /** From now on nobody new is let in, or somebody is again. */
    void letIn(boolean newcomers) {
        open = newcomers;
    }

    /** From now on newcomers are numbered, as by a database that chooses the ids. */
    void number() {
        numbered = true;
    }

    /** From now on the table of users cannot be read, or it can again. */
    void away(boolean isAway) {
        away = isAway;
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
        if (away) {
            throw new StoreUnavailableException("the users are away on purpose");
        }
        return byName.values().stream().filter(user -> user.id().equals(userId)).findFirst();
    }

    @Override
    public Optional<User> register(String registrationId, Identity identity) {
        return open
                ? Optional.of(byName.computeIfAbsent(
                        "new " + registrationId,
                        name -> new User(
                                numbered ? Integer.toString(1000 + byName.size()) : registrationId,
                                name,
                                identity.profile().email().orElse(null),
                                Set.of("user"))))
                : Optional.empty();
    }

    @Override
    public boolean ownsEmail(String email) {
        return byName.values().stream().anyMatch(user -> email.equals(user.email()));
    }

    @Override
    public boolean hasPassword(String userId) {
        return userId.startsWith("id-of-");
    }
}
