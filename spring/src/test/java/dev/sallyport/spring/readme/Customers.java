package dev.sallyport.spring.readme;

import dev.sallyport.User;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What the application of the README has already. */
@Component
class Customers {

    private static final User ANN = new User("7", "ann", "ann@example.com", Set.of("customer"));

    Optional<User> withPassword(String username, String password) {
        return username.equals("ann") && password.equals("correct horse battery staple")
                ? Optional.of(ANN)
                : Optional.empty();
    }

    Optional<User> byId(String id) {
        return id.equals(ANN.id()) ? Optional.of(ANN) : Optional.empty();
    }
}
