package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Accounts;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;

/** Who may sign in, by the table of customers. */
@SpringBootTest
@AutoConfigureMockMvc
class SignInTest {

    private static final String PASSWORD = "correct horse battery staple";

    @Autowired
    private Accounts accounts;

    @Test
    void a_customer_is_known_by_the_number_of_the_row() {
        assertThat(accounts.authenticate("eve", PASSWORD)).hasValueSatisfying(eve -> {
            assertThat(eve.id()).isEqualTo("1003");
            assertThat(eve.roles()).containsExactlyInAnyOrder("CUSTOMER", "ADMIN");
        });
        assertThat(accounts.find("1003")).isPresent();
    }

    @Test
    void a_wrong_password_or_a_locked_customer_is_nobody() {
        assertThat(accounts.authenticate("ann", "mistyped")).isEmpty();
        assertThat(accounts.authenticate("bob", PASSWORD)).isEmpty();
        assertThat(accounts.find("1002")).isEmpty();
    }
}
