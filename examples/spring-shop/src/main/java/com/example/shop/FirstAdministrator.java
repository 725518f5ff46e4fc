package com.example.shop;

import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Makes the customer {@code admin} of an empty production database, with the password in {@code SHOP_ADMIN_PASSWORD}. */
@Component
@Profile("production")
class FirstAdministrator implements ApplicationRunner {

    private final Customers customers;
    private final PasswordEncoder encoder;
    private final String password;

    FirstAdministrator(
            Customers customers, PasswordEncoder encoder, @Value("${SHOP_ADMIN_PASSWORD:}") String password) {
        this.customers = customers;
        this.encoder = encoder;
        this.password = password;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!password.isEmpty() && customers.count() == 0) {
            customers.save(
                    new Customer("admin", "admin@example.com", encoder.encode(password), Set.of(Customer.Role.ADMIN)));
        }
    }
}
