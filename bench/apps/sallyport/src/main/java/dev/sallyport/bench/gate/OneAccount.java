package dev.sallyport.bench.gate;

import dev.sallyport.Accounts;
import dev.sallyport.User;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** One user, whose password is not hashed: signing in is not what is measured here. */
@Component
class OneAccount implements Accounts {

    private static final User ANN = new User("ann", "ann", "ann@example.com", Set.of("user", "editor"));

    @Override
    public Optional<User> authenticate(String username, String password) {
        return Optional.of(ANN).filter(ann -> username.equals("ann") && password.equals("bench"));
    }

    @Override
    public Optional<User> find(String userId) {
        return Optional.of(ANN).filter(ann -> userId.equals(ann.id()));
    }
}
