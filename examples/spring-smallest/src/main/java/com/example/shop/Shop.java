package com.example.shop;

import dev.sallyport.Accounts;
import dev.sallyport.Caller;
import dev.sallyport.User;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    Accounts accounts() {
        User ann = new User("1", "ann", "ann@example.com", Set.of("customer"));
        return new Accounts() {
            @Override
            public Optional<User> authenticate(String username, String password) {
                boolean right = username.equals("ann") && password.equals("correct horse battery staple");
                return right ? Optional.of(ann) : Optional.empty();
            }

            @Override
            public Optional<User> find(String userId) {
                return userId.equals(ann.id()) ? Optional.of(ann) : Optional.empty();
            }
        };
    }

    @GetMapping("/api/orders")
    List<String> orders(Caller caller) {
        return List.of("an order of " + caller.userId());
    }
}
