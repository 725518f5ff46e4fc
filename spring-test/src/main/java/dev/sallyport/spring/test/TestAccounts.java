package dev.sallyport.spring.test;

import dev.sallyport.Accounts;
import dev.sallyport.User;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Whom tests have signed in, for a slice of an application that lacks its own users. Nobody has a password. */
final class TestAccounts implements Accounts {

    private final Map<String, User> users = new ConcurrentHashMap<>();

    void add(User user) {
        users.put(user.id(), user);
    }

    @Override
    public Optional<User> authenticate(String username, String password) {
        return Optional.empty();
    }

    @Override
    public Optional<User> find(String userId) {
        return Optional.ofNullable(users.get(userId));
    }
}
