package dev.sallyport.spring.test;

import dev.sallyport.Accounts;
import dev.sallyport.Caller;
import dev.sallyport.User;
import dev.sallyport.spring.CurrentCaller;
import dev.sallyport.spring.RequireRole;
import java.util.Optional;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application as its developers write it. */
@SpringBootApplication
class Shop {

    @Configuration(proxyBeanMethods = false)
    static class Users {

        /** It knows nobody: the tests need no user of its tables. */
        @Bean
        Accounts accounts() {
            return new Accounts() {
                @Override
                public Optional<User> authenticate(String username, String password) {
                    return Optional.empty();
                }

                @Override
                public Optional<User> find(String userId) {
                    return Optional.empty();
                }
            };
        }
    }

    @Service
    static class Orders {

        private final CurrentCaller current;

        Orders(CurrentCaller current) {
            this.current = current;
        }

        String own() {
            return "orders of " + current.require().userId();
        }
    }

    @RestController
    static class Pages {

        @GetMapping("/me")
        String me(Caller caller) {
            return caller.userId() + " " + caller.roles();
        }

        @PostMapping("/me")
        String change(Caller caller) {
            return "changed by " + caller.userId();
        }

        @GetMapping("/admins")
        @RequireRole("admin")
        String admins() {
            return "admins";
        }
    }
}
