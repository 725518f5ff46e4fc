package dev.sallyport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.social.Identity;
import dev.sallyport.social.InMemorySocialStore;
import dev.sallyport.social.Profile;
import dev.sallyport.social.SocialStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FederatedAccountsTest {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    private final Identity ada = new Identity(
            "test",
            "https://provider.example",
            "ada",
            new Profile(Optional.empty(), Optional.of("ada@example.com"), Optional.empty(), Optional.empty()));

    private final SocialStore links = new InMemorySocialStore();
    private final List<User> registered = new ArrayList<>();

    @Test
    void rule25_a_tab_whose_twin_registers_the_newcomer_meanwhile_is_signed_in_to_that_account() {
        FederatedAccounts twin = federated(new Newcomers());
        FederatedAccounts slow = federated(new Newcomers() {
            @Override
            public boolean ownsEmail(String email) {
                twin.signIn(ada, NOW);
                return super.ownsEmail(email);
            }
        });

        assertThat(registered).isEmpty();
        assertThat(slow.signIn(ada, NOW)).isEqualTo(registered.get(0));
        assertThat(registered).hasSize(1);
    }

    private FederatedAccounts federated(Accounts accounts) {
        return new FederatedAccounts(links, accounts, new SecurityEvents(event -> {}));
    }

    /** An application whose only people came from the provider. */
    private class Newcomers implements Accounts {

        @Override
        public Optional<User> authenticate(String username, String password) {
            return Optional.empty();
        }

        @Override
        public Optional<User> find(String userId) {
            return registered.stream().filter(user -> user.id().equals(userId)).findFirst();
        }

        @Override
        public Optional<User> register(String registrationId, Identity identity) {
            if (find(registrationId).isEmpty()) {
                registered.add(new User(registrationId, "ada", "ada@example.com", Set.of("user")));
            }
            return find(registrationId);
        }

        @Override
        public boolean ownsEmail(String email) {
            return registered.stream().anyMatch(user -> email.equals(user.email()));
        }
    }
}
