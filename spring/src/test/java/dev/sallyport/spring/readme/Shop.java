package dev.sallyport.spring.readme;

import dev.sallyport.Accounts;
import dev.sallyport.Caller;
import dev.sallyport.User;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
@RestController
public class Shop {

    public static void main(String[] args) {
        SpringApplication.run(Shop.class, args);
    }

    @Bean
    Accounts accounts(Customers customers) {
        return new Accounts() {
            public Optional<User> authenticate(String username, String password) {
                return customers.withPassword(username, password);
            }

            public Optional<User> find(String userId) {
                return customers.byId(userId);
            }
        };
    }

    @GetMapping("/api/orders")
    List<String> orders(Caller caller) {
        return List.of("an order of " + caller.userId());
    }
}
